using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Initialization;

/// <summary>Independent weights of one family whose standard deviation is a function of the shape.</summary>
internal sealed class RandomInitializer(string name, string formula, Distribution distribution, Func<Fan, double> standardDeviation)
    : Initializer(name, formula)
{
    public override double StandardDeviation(WeightShape shape) => standardDeviation(shape.Fan);

    protected override void Draw(Span<float> weights, WeightShape shape, Seed seed)
    {
        double deviation = StandardDeviation(shape);
        if (distribution == Distribution.Normal)
        {
            Numerics.Draw.Normal(weights, seed, 0, deviation);
        }
        else
        {
            float bound = (float)(deviation * Math.Sqrt(3));
            Numerics.Draw.Uniform(weights, seed, -bound, bound);
        }
    }
}
