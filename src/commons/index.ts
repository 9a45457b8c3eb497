// One commons put together: its home folder, key, lock, terms and releases.
