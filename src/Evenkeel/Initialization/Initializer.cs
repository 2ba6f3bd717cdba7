using System.Globalization;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Initialization;

/// <summary>What all rules share: a name, a formula, and a check that weights and shape agree.</summary>
internal abstract class Initializer(string name, string formula) : IInitializer
{
    public string Name { get; } = name;

    public string Formula { get; } = formula;

    public abstract double StandardDeviation(WeightShape shape);

    public void Fill(Span<float> weights, WeightShape shape, Seed seed)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (weights.Length != shape.Axes.Count)
        {
            throw new ArgumentException($"Weights hold {weights.Length} values but shape {shape.Axes} needs {shape.Axes.Count}.", nameof(weights));
        }

        Draw(weights, shape, seed);
    }

    public sealed override string ToString() => Name;

    /// <summary>The shortest text of a number that reads back as the same number.</summary>
    internal static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    protected abstract void Draw(Span<float> weights, WeightShape shape, Seed seed);
}
