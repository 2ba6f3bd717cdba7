namespace Evenkeel.Formats;

/// <summary>Tells whether a file is of a format.</summary>
/// <param name="start">Its first bytes, up to <see cref="TensorFormat.StartLength"/>.</param>
/// <param name="source">All of it, for formats whose start alone does not tell, with its name and folder.</param>
internal delegate bool Recogniser(ReadOnlySpan<byte> start, ByteSource source);
