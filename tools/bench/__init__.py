"""The benchmark: the way from clause files and answers to files, timed beside what people use today."""
