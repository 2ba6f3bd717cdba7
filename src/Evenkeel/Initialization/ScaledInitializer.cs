using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Initialization;

/// <summary>Another rule with its variance multiplied: <c>xavier*100</c> has weights ten times as large.</summary>
internal sealed class ScaledInitializer(IInitializer inner, double variance)
    : Initializer($"{inner.Name}*{Text(variance)}", $@"\sqrt{{{Text(variance)}}}\cdot {inner.Formula}")
{
    public override double StandardDeviation(WeightShape shape) => Math.Sqrt(variance) * inner.StandardDeviation(shape);

    protected override void Draw(Span<float> weights, WeightShape shape, Seed seed)
    {
        inner.Fill(weights, shape, seed);
        float factor = (float)Math.Sqrt(variance);
        foreach (ref float weight in weights)
        {
            weight *= factor;
        }
    }
}
