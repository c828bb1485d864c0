/// A restricted interpreter of Python's pickles: numbers, texts, lists, tuples, dictionaries and NumPy arrays, never code.
package dev.spektron.io.pickle;
