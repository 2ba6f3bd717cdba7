namespace Evenkeel.Benchmarks;

/// <summary>A fixed sequence of numbers that looks like none.</summary>
internal static class Sequence
{
    /// <summary>As many numbers in [−scale, scale].</summary>
    public static float[] Of(int count, float scale)
    {
        float[] values = new float[count];
        Fill(values, scale);
        return values;
    }

    /// <summary>Fills with numbers in [−scale, scale].</summary>
    public static void Fill(Span<float> values, float scale)
    {
        for (int i = 0; i < values.Length; i++) values[i] = ((i * 7919L % 2003) - 1001) / 1001f * scale;
    }
}
