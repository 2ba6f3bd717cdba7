namespace Evenkeel.Formats.Gguf;

/// <summary>Decodes one block of quantised elements.</summary>
/// <param name="block">The block's bytes.</param>
/// <param name="values">Receives its elements.</param>
internal delegate void BlockDecoder(ReadOnlySpan<byte> block, Span<float> values);
