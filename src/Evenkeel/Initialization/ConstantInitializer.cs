using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Initialization;

/// <summary>All weights alike: the units of a layer compute the same thing, get the same gradient, and so stay the same for ever.</summary>
internal sealed class ConstantInitializer(string name, double value) : Initializer(name, $"w = {Text(value)}")
{
    public override double StandardDeviation(WeightShape shape) => 0;

    protected override void Draw(Span<float> weights, WeightShape shape, Seed seed) => weights.Fill((float)value);
}
