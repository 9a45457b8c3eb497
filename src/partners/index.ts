// Partners' programs: what they may send, what they may read, and their keys. The parts are kept apart from each other.
