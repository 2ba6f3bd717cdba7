using Evenkeel.Data;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Oracle;

/// <summary>Ten round clouds: an easy task, on which only the start decides whether a network learns.</summary>
public static class Clouds
{
    private const int Features = 64;
    private const int Classes = 10;
    private const double Noise = 0.5;

    /// <summary>Draws samples about centres of N(0, 1) in each of 64 coordinates, with noise of deviation 0.5.</summary>
    /// <param name="count">How many, ≥ 1; the classes take turns.</param>
    /// <param name="seed">Decides centres and noise.</param>
    public static ArrayDataSet Generate(int count, Seed seed)
    {
        RandomSequence random = seed.For("blobs").Sequence();
        double[] centres = [.. Enumerable.Range(0, Classes * Features).Select(_ => random.NextNormal())];
        float[] inputs = new float[count * Features];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = (float)(centres[i / Features % Classes * Features + i % Features] + Noise * random.NextNormal());
        }

        return new("blobs", new(Features), [.. Enumerable.Range(0, Classes).Select(label => $"{label}")], inputs, [.. Enumerable.Range(0, count).Select(i => (float)(i % Classes))]);
    }
}
