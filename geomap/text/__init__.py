"""Words: folding, transliteration keys, sentences. Pure; no data, no I/O."""
