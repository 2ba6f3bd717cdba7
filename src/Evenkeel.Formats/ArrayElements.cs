namespace Evenkeel.Formats;

/// <summary>Elements that are in memory already.</summary>
internal sealed class ArrayElements(float[] all, long start) : ElementReader
{
    private int next = checked((int)start);

    public override int Read(Span<float> values)
    {
        int count = Math.Min(values.Length, all.Length - next);
        all.AsSpan(next, count).CopyTo(values);
        next += count;
        return count;
    }
}
