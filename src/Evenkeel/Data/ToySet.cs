using Evenkeel.Numerics;

namespace Evenkeel.Data;

/// <summary>A generated problem of two classes of points in the plane.</summary>
/// <remarks>Points alternate between the classes, the first being of class 0, so any even number of points is balanced.</remarks>
public sealed class ToySet
{
    private readonly PointRule rule;

    internal ToySet(string name, string description, PointRule rule) => (Name, Description, this.rule) = (name, description, rule);

    /// <summary>Draws one point.</summary>
    /// <param name="label">Its class, 0 or 1.</param>
    /// <param name="place">Where it stands in its class, i/n, in [0, 1).</param>
    /// <param name="random">Draws what the rule leaves open.</param>
    internal delegate (double X1, double X2) PointRule(int label, double place, ref RandomSequence random);

    /// <summary>What to call it, for example <c>circle</c>.</summary>
    public string Name { get; }

    /// <summary>What it looks like, in one sentence.</summary>
    public string Description { get; }

    /// <summary>Draws points.</summary>
    /// <param name="count">How many points, ≥ 2; class 0 has one more than class 1 when it is odd.</param>
    /// <param name="seed">Decides every point.</param>
    /// <returns>Points of shape 2 with the classes <c>0</c> and <c>1</c>, alternating.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 2.</exception>
    public ArrayDataSet Generate(int count, Seed seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        RandomSequence random = seed.For(Name).Sequence();
        float[] inputs = new float[count * 2];
        float[] targets = new float[count];
        for (int i = 0; i < count; i++)
        {
            int label = i % 2;
            int perClass = (count + 1 - label) / 2;
            (double x1, double x2) = rule(label, (double)(i / 2) / perClass, ref random);
            (inputs[i * 2], inputs[i * 2 + 1], targets[i]) = ((float)x1, (float)x2, label);
        }

        return new(Name, new(2), ["0", "1"], inputs, targets);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
