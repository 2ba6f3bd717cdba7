using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Initialization;

/// <summary>A rule that makes the first weights of a layer.</summary>
public interface IInitializer
{
    /// <summary>What people type, canonical and with its arguments, for example <c>normal(0.01)</c>; <see cref="Initializers.Parse"/> reads it back.</summary>
    string Name { get; }

    /// <summary>The rule as a formula in TeX, for example <c>\mathcal{N}(0, 1/n_{in})</c>.</summary>
    string Formula { get; }

    /// <summary>The standard deviation that the weights of a shape are promised to have, about a mean of zero unless the rule is constant.</summary>
    /// <param name="shape">The layer's weights.</param>
    /// <returns>√Var(w), ≥ 0.</returns>
    double StandardDeviation(WeightShape shape);

    /// <summary>Makes the weights.</summary>
    /// <param name="weights">Receives them, row-major [out, in, receptive…], exactly as many as the shape has.</param>
    /// <param name="shape">The layer's weights.</param>
    /// <param name="seed">Decides everything random; the same seed gives the same bits.</param>
    /// <exception cref="ArgumentException">The span's length is not the shape's.</exception>
    void Fill(Span<float> weights, WeightShape shape, Seed seed);
}
