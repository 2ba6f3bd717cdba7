using System.Globalization;
using System.Text;

namespace Evenkeel.Formats;

/// <summary>Says what a file looks like that no format recognises.</summary>
internal static class UnknownFormat
{
    private const int ShownBytes = 16;

    /// <summary>One sentence: the file, what its first bytes look like, and what is read.</summary>
    public static string Describe(ReadOnlySpan<byte> start, ByteSource source) => $"{source.Name}: {Known(start, source) ?? Bytes(start)}";

    /// <summary>The formats that are read, as a sentence lists them.</summary>
    public static string Formats()
    {
        string[] names = [.. TensorFormat.All.Select(format => format.Name)];
        return $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    /// <summary>What people meet by mistake, each with its way out; null for anything else.</summary>
    private static string? Known(ReadOnlySpan<byte> start, ByteSource source)
    {
        ReadOnlySpan<byte> text = Trimmed(start);
        return start.IsEmpty ? $"it is empty; {Formats()} files are read."
            : IsHdf5(start) ? "Keras and other HDF5 files are recognised but cannot be read; save the weights as safetensors or npz."
            : start is [0x1F, 0x8B, ..] ? "it is packed with gzip; unpack it with gunzip first."
            : start.StartsWith("version https://git-lfs"u8) ? $"it is a git-lfs pointer of {source.Length} bytes, not the file that it stands for; fetch that with 'git lfs pull'."
            : StartsWithTag(text, "<!doctype"u8) || StartsWithTag(text, "<html"u8) || StartsWithTag(text, "<?xml"u8) || StartsWithTag(text, "<head"u8)
                ? "it is a web page, as a download that needs a log-in or met an error leaves; download the file itself."
            : text is [(byte)'{' or (byte)'[', ..] ? $"it is JSON, which holds no elements of tensors; of JSON only a safetensors index with a weight_map is read, and {Formats()} files."
            : null;
    }

    private static bool IsHdf5(ReadOnlySpan<byte> start) => start.Length >= 8 && start[0] == 0x89 && start[1..8].SequenceEqual("HDF\r\n\x1a\n"u8);

    private static bool StartsWithTag(ReadOnlySpan<byte> text, ReadOnlySpan<byte> tag) => text.Length >= tag.Length && Ascii.EqualsIgnoreCase(text[..tag.Length], tag);

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            start = start[3..];
        }

        return start.TrimStart(" \t\r\n"u8);
    }

    private static string Bytes(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> shown = start[..Math.Min(start.Length, ShownBytes)];
        StringBuilder hex = new();
        StringBuilder printable = new();
        foreach (byte value in shown)
        {
            hex.Append(hex.Length > 0 ? " " : "").Append(value.ToString("X2", CultureInfo.InvariantCulture));
            printable.Append(value is >= 0x20 and < 0x7F ? (char)value : '.');
        }

        return $"its first bytes, {hex} ('{printable}'), are those of no known format; {Formats()} files are read.";
    }
}
