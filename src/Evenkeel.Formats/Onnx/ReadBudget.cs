namespace Evenkeel.Formats.Onnx;

/// <summary>Bounds the memory that a file's description of itself may take, since two bytes of a file can ask for a hundred in memory.</summary>
internal sealed class ReadBudget(string fileName)
{
    private const long Most = 96L << 20;

    private long left = Most;

    /// <summary>Takes memory for an object that the file describes.</summary>
    public void Take(long bytes)
    {
        left -= bytes;
        if (left < 0) throw new TensorFileException($"{fileName}: the graph's nodes and names would take more than {Most >> 20} MB in memory, the most that is read.");
    }

    /// <summary>Takes memory for a text of so many bytes, and for the bytes while it is decoded.</summary>
    public void TakeText(long length) => Take(32 + 3 * length);
}
