using System.Globalization;
using System.Text;

namespace Evenkeel.Formats.Gguf;

/// <summary>The keys and values before the tensors: read as text where they are simple, and passed over where they are long.</summary>
internal sealed class GgufMetadata(ByteCursor cursor, string fileName)
{
    private const int MostKeyBytes = ushort.MaxValue;
    private const int MostTextBytes = 1 << 15;
    private const int MostShown = 16;
    private const int MostNested = 4;
    private const int MostElements = 1 << 24;
    private const int MostCharacters = 1 << 22;
    private const uint TextType = 8;
    private const uint ArrayType = 9;
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private long elements;
    private long characters;

    /// <summary>Reads so many pairs and leaves the cursor after the last.</summary>
    public Dictionary<string, string> Read(ulong count)
    {
        // A pair takes 13 bytes at least: the length of its key, the kind of its value, one byte.
        if (count > (ulong)cursor.Left / 13)
        {
            throw Wrong($"the header claims {count} metadata pairs, for which the {cursor.Left} bytes that follow byte {cursor.Position} have no room");
        }

        for (ulong i = 0; i < count; i++)
        {
            long place = cursor.Position;
            ulong length = cursor.UInt64();
            if (length > MostKeyBytes)
            {
                throw Wrong($"the metadata key at byte {place} claims {length} bytes; at most {MostKeyBytes} are read");
            }

            string key = cursor.Text((int)length);
            uint type = cursor.UInt32();
            string value = Value(type, 0);
            characters += key.Length + value.Length;
            if (characters > MostCharacters)
            {
                throw Wrong($"its metadata, read up to byte {cursor.Position}, has more than the {MostCharacters} characters that are read");
            }

            if (!values.TryAdd(key, value))
            {
                throw Wrong($"the metadata key '{key}' at byte {place} stands twice");
            }
        }

        return values;
    }

    private string Value(uint type, int depth) => type switch
    {
        0 => Text(cursor.Byte()),
        1 => Text((sbyte)cursor.Byte()),
        2 => Text(cursor.UInt16()),
        3 => Text((short)cursor.UInt16()),
        4 => Text(cursor.UInt32()),
        5 => Text((int)cursor.UInt32()),
        6 => Text(BitConverter.UInt32BitsToSingle(cursor.UInt32())),
        7 => cursor.Byte() == 0 ? "false" : "true",
        TextType => String(),
        ArrayType => Array(depth),
        10 => Text(cursor.UInt64()),
        11 => Text((long)cursor.UInt64()),
        12 => Text(BitConverter.UInt64BitsToDouble(cursor.UInt64())),
        _ => throw Wrong($"the metadata value before byte {cursor.Position} is of kind {type}; 0 to 12 are known"),
    };

    private string String()
    {
        ulong length = StringLength();
        if (length <= MostTextBytes)
        {
            return cursor.Text((int)length);
        }

        cursor.Skip((long)length);
        return $"(text of {Text(length)} bytes)";
    }

    private ulong StringLength()
    {
        long place = cursor.Position;
        ulong length = cursor.UInt64();
        return length <= (ulong)cursor.Left ? length : throw Wrong($"the text at byte {place} claims {length} bytes, but {cursor.Left} follow");
    }

    private string Array(int depth)
    {
        long place = cursor.Position;
        uint type = cursor.UInt32();
        ulong count = cursor.UInt64();
        int least = type switch { 0 or 1 or 7 => 1, 2 or 3 => 2, 4 or 5 or 6 => 4, 8 or 10 or 11 or 12 => 8, _ => 12 };
        if (depth == MostNested || count > (ulong)(cursor.Left / least))
        {
            throw Wrong($"the array at byte {place} claims {count} values, inside {depth} others; the {cursor.Left} bytes that follow, and arrays in {MostNested - 1} others, were expected");
        }

        elements += type is TextType or ArrayType || count <= MostShown ? (long)count : 0;
        if (elements > MostElements)
        {
            throw Wrong($"the arrays of its metadata, read up to byte {place}, have more than the {MostElements} values that are read");
        }

        if (count <= MostShown)
        {
            StringBuilder shown = new("[");
            for (ulong i = 0; i < count; i++)
            {
                shown.Append(i > 0 ? ", " : "").Append(Value(type, depth + 1));
            }

            return shown.Append(']').ToString();
        }

        Pass(type, count, least, depth);
        return $"({Text(count)} values)";
    }

    private void Pass(uint type, ulong count, int least, int depth)
    {
        if (type > 12)
        {
            throw Wrong($"the array before byte {cursor.Position} holds values of kind {type}; 0 to 12 are known");
        }

        if (type is not (TextType or ArrayType))
        {
            cursor.Skip((long)count * least);
            return;
        }

        for (ulong i = 0; i < count; i++)
        {
            if (type == TextType)
            {
                cursor.Skip((long)StringLength());
            }
            else
            {
                Array(depth + 1);
            }
        }
    }

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private TensorFileException Wrong(string what) => new($"{fileName}: {what}.");
}
