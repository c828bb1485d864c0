/// Named tensors in one file: the safetensors format (https://github.com/huggingface/safetensors, "Format").
///
/// A file is the length N of the header (8 bytes, unsigned, little-endian), N bytes of JSON that begin with `{` and may end in spaces,
/// and the numbers: little-endian, row-major, one tensor behind the other without holes. Every rule is checked before anything is
/// allocated for the numbers.
package dev.spektron.io.safetensors;
