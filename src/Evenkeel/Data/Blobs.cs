using System.Globalization;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Data;

/// <summary>Ten clouds in 64 dimensions: a task that any network learns whose signal and gradients come through.</summary>
/// <remarks>
/// <c>x = μ_k + 0.5·N(0, I)</c> with centres <c>μ_k ~ N(0, I)</c>: two centres are √128 = 11.3 apart on average, and the clouds' deviation between
/// them is 0.5, so that classes do not overlap and an accuracy below 1 is the network's. A coordinate's mean square is 1.25 on average.
/// </remarks>
public static class Blobs
{
    /// <summary>The number of inputs.</summary>
    public const int Dimensions = 64;

    /// <summary>The number of classes.</summary>
    public const int ClassCount = 10;

    /// <summary>The standard deviation of a coordinate about its class's centre.</summary>
    public const double Noise = 0.5;

    /// <summary>Draws samples to learn from and others, about the same centres, to judge by.</summary>
    /// <param name="train">How many to learn from, ≥ 1; sample i is of class i mod 10.</param>
    /// <param name="test">How many to judge by, ≥ 1.</param>
    /// <param name="seed">Decides the centres and every sample; sample i depends on the seed and on i only.</param>
    /// <returns>Samples of shape 64 with the classes <c>0</c> to <c>9</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1, or more than one array can hold.</exception>
    public static DataSplit Generate(int train, int test, Seed seed)
    {
        float[] centres = new float[ClassCount * Dimensions];
        RandomSequence random = seed.For("blobs.centres").Sequence();
        foreach (ref float coordinate in centres.AsSpan())
        {
            coordinate = (float)random.NextNormal();
        }

        return new(Draw(train, centres, seed.For("data.train")), Draw(test, centres, seed.For("data.test")));
    }

    private static ArrayDataSet Draw(int count, float[] centres, Seed seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength / Dimensions);
        float[] inputs = new float[count * Dimensions];
        float[] labels = new float[count];
        Parallel.For(0, count, i =>
        {
            int label = i % ClassCount;
            labels[i] = label;
            RandomSequence random = seed.For(i).Sequence();
            for (int j = 0; j < Dimensions; j++)
            {
                inputs[i * Dimensions + j] = (float)(centres[label * Dimensions + j] + Noise * random.NextNormal());
            }
        });

        return new("blobs", new Shape(Dimensions), [.. Enumerable.Range(0, ClassCount).Select(label => label.ToString(CultureInfo.InvariantCulture))], inputs, labels);
    }
}
