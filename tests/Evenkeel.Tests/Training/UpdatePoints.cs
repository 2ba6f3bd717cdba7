namespace Evenkeel.Tests.Training;

/// <summary>States from which an update may start, of all sizes: the same ones in each run.</summary>
internal sealed class UpdatePoints(ulong salt)
{
    private static readonly float[] Special =
        [0, float.Epsilon, 1.17549421e-38f, 1.17549435e-38f, 1e-8f, 1, 1.8e19f, 5.8e20f, 1e38f, float.MaxValue, float.PositiveInfinity, float.NaN];

    private ulong word = salt << 32;

    /// <summary>
    /// A third of any bits, or special; a third where the change is about as large as the weight; a third where the decay is about as large as the
    /// gradient. In the latter two the memories are about as large as the gradients, or their squares.
    /// </summary>
    public UpdateState Draw(int count, double rate, double decay)
    {
        UpdateState state = new(new float[count], new float[count], new float[count], new float[count]);
        for (int i = 0; i < count; i++)
        {
            if (i % 3 == 0)
            {
                (state.Weights[i], state.Gradients[i], state.OfGradients[i], state.OfSquares[i]) = (Any(), Any(), Any(), MathF.Abs(Any()));
                continue;
            }

            double size = Math.ScaleB(1, (int)(Next() % 270) - 145);
            double change = (Next() % 3) switch { 0 => 1, 1 => size, _ => size * 1e8 };
            state.Weights[i] = (float)(i % 3 == 1 ? Near(rate * change) : Near(size / Math.Max(decay, 1e-6)));
            state.Gradients[i] = (float)Near(size);
            state.OfGradients[i] = (float)Near(size);
            state.OfSquares[i] = (float)Math.Abs(Near(size) * Near(size));
        }

        return state;
    }

    /// <summary>States near those of the largest errors, and these themselves.</summary>
    public UpdateState Around(UpdateState state, double[] errors, int count)
    {
        const int kept = 50;
        int[] worst = [.. Enumerable.Range(0, errors.Length).OrderByDescending(i => errors[i]).Take(kept)];
        int[] from = [.. Enumerable.Range(0, count).Select(i => worst[i % kept])];
        UpdateState near = new(Of(state.Weights), Of(state.Gradients), Of(state.OfGradients), Of(state.OfSquares));
        foreach (float[] numbers in (float[][])[near.Weights, near.Gradients, near.OfGradients, near.OfSquares])
        {
            for (int i = kept; i < count; i++) numbers[i] = Moved(numbers[i]);
        }

        return near;

        float[] Of(float[] numbers) => [.. from.Select(i => numbers[i])];
    }

    /// <summary>One or none of the bits of a mantissa turned, or all from one on.</summary>
    private float Moved(float number)
    {
        int bits = BitConverter.SingleToInt32Bits(number), at = (int)(Next() % 23);
        return BitConverter.Int32BitsToSingle((Next() % 3) switch
        {
            0 => bits,
            1 => bits ^ (1 << at),
            _ => bits ^ (int)(Next() & ((1UL << at) - 1)),
        });
    }

    private float Any() => Next() % 4 == 0
        ? (Next() % 2 == 0 ? 1 : -1) * Special[Next() % (ulong)Special.Length]
        : BitConverter.UInt32BitsToSingle((uint)Next());

    /// <summary>Within a factor of 16, of either sign.</summary>
    private double Near(double center) =>
        center * Math.ScaleB(1 + (Next() >> 11) * Math.ScaleB(1, -53), (int)(Next() % 8) - 4) * (Next() % 2 == 0 ? 1 : -1);

    /// <summary>Steele, Lea and Flood's SplitMix64.</summary>
    private ulong Next()
    {
        ulong mixed = word += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (mixed ^ (mixed >> 31)) >> 1;
    }
}
