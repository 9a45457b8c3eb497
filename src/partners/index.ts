// Partners' programs: what they may send, what they may read, and their keys, kept apart from each other.
