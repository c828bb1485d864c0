package dev.spektron.backend.tornado;

import java.util.Locale;

/// Which operations take tuned kernels instead of the simple ones, an item for each result: kernels whose work items share memory in
/// groups, recurrences by chunks of time.
///
/// They read less and keep more items busy, so they pay on a GPU as soon as an operation is large enough; each family says when that is.
/// On a CPU shared memory is ordinary memory, and filling it is extra work. `-Dspektron.tornado.tuned` says `auto` (so, the default),
/// `always` (every operation that has such a kernel, on every device) or `never`.
enum Tuning {
    /// None.
    NEVER,
    /// Those that are large enough.
    LARGE,
    /// All that have results.
    ALWAYS;

    static final String PROPERTY = "spektron.tornado.tuned";
    /// Groups that keep a large GPU busy: some for each of its more than 100 multiprocessors.
    static final int BUSY = 512;

    /// The setting for a device.
    ///
    /// @throws IllegalArgumentException if the property is none of the three words
    static Tuning of(boolean gpu) {
        String set = System.getProperty(PROPERTY, "auto");
        return switch (set.toLowerCase(Locale.ROOT)) {
            case "auto" -> gpu ? LARGE : NEVER;
            case "always" -> ALWAYS;
            case "never" -> NEVER;
            default -> throw new IllegalArgumentException("-D" + PROPERTY + ": expected auto, always or never, found " + set);
        };
    }
}
