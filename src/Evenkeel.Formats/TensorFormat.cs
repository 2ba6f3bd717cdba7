using System.Collections.Immutable;
using Evenkeel.Formats.Gguf;
using Evenkeel.Formats.Npy;
using Evenkeel.Formats.Onnx;
using Evenkeel.Formats.Safetensors;
using Evenkeel.Formats.Torch;
using Evenkeel.Formats.Zip;

namespace Evenkeel.Formats;

/// <summary>One format of files of tensors: how it is recognised and who reads it.</summary>
/// <param name="Name">Its name, as messages list it.</param>
/// <param name="Recognises">Whether a file is of this format.</param>
/// <param name="Read">Opens a file that was recognised; it owns the source once it has returned.</param>
internal sealed record TensorFormat(string Name, Recogniser Recognises, Func<ByteSource, TensorFile> Read)
{
    /// <summary>How many first bytes a recogniser is given, where the file has as many.</summary>
    public const int StartLength = 512;

    /// <summary>All formats; the first that recognises a file reads it, so those with an unmistakable start come first.</summary>
    public static ImmutableArray<TensorFormat> All { get; } =
    [
        new("npy", (start, _) => start.StartsWith(NpyHeader.Magic), source => new NpyFile(source)),
        new("npz", (start, _) => start.StartsWith("PK\x3\x4"u8) || start.StartsWith("PK\x5\x6"u8), ZipFormat.Open),
        new("GGUF", (start, _) => start.StartsWith("GGUF"u8), source => new GgufFile(source)),
        new("safetensors indices", ShardedFile.Recognises, source => new ShardedFile(source)),
        new("safetensors", SafetensorsFile.Recognises, source => new SafetensorsFile(source)),
        new("PyTorch", (start, _) => TorchLegacy.Recognises(start), source => new TorchFile(source, TorchLegacy.Read(source))),
        new("ONNX", OnnxFile.Recognises, source => new OnnxFile(source)),
    ];

    /// <summary>Opens a file, telling its format from its first bytes.</summary>
    /// <param name="source">Its bytes; the file owns them, also when opening fails.</param>
    public static TensorFile Open(ByteSource source)
    {
        try
        {
            Span<byte> start = stackalloc byte[StartLength];
            start = start[..source.Read(0, start)];
            foreach (TensorFormat format in All)
            {
                if (format.Recognises(start, source))
                {
                    return format.Read(source);
                }
            }

            throw new TensorFileException(UnknownFormat.Describe(start, source));
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }
}
