using System.Collections.Immutable;
using Evenkeel.Functions;

namespace Evenkeel.MeanField.TwoSided;

/// <summary>How signal and gradient grow through a stack of dense layers at the first step, in the limit of infinite width.</summary>
/// <param name="Path">The stack.</param>
/// <param name="InputSecondMoment">The mean of x² over the inputs of a sample; &gt; 0.</param>
/// <param name="Layers">The hidden layers, from the input on.</param>
/// <remarks>
/// <code>
/// q^1 = n^[0]·E w²·mean x² + σb²        q^{l+1} = n^[l]·E w²·E φ(z^l)² + σb²        z^l ~ N(0, q^l)
/// E (∂C/∂z^l)² = n^[l+1]·E w²·E φ′(z^l)²·E (∂C/∂z^{l+1})²
/// </code>
/// Poole, Lahiri, Raghu, Sohl-Dickstein and Ganguli, 2016, https://arxiv.org/abs/1606.05340; Schoenholz, Gilmer, Ganguli and Sohl-Dickstein,
/// 2017, https://arxiv.org/abs/1611.01232. The second line takes the weights of the way back as independent of those of the way there.
/// </remarks>
public sealed record TwoSidedGrowth(SignalPath Path, double InputSecondMoment, ImmutableArray<SidedLayer> Layers)
{
    /// <summary>q^L/q^1, over all hidden layers; 1 where there are fewer than two.</summary>
    public double Forward => Layers.Length < 2 ? 1 : Layers[^1].Q / Layers[0].Q;

    /// <summary>The second moment of ∂C/∂z in the first hidden layer over that in the last; 1 where there are fewer than two.</summary>
    public double Backward => Layers.Take(Layers.Length - 1).Aggregate(1.0, (product, layer) => product * layer.Backward);

    /// <summary>The growth of the activations' second moment over all hidden layers; 1 where there are fewer than two.</summary>
    public double Activations => Layers.Length < 2 ? 1 : Layers[^1].ActivationSecondMoment / Layers[0].ActivationSecondMoment;

    /// <summary>The factor, ≥ 1, by which the q of a hidden layer is off that of the first, at most.</summary>
    public double WorstForward => Layers.IsEmpty ? 1 : Layers.Max(layer => Off(layer.Q / Layers[0].Q));

    /// <summary>The factor, ≥ 1, by which the gradients' second moment in a hidden layer is off that in the last, at most.</summary>
    public double WorstBackward
    {
        get
        {
            (double worst, double product) = (1, 1);
            for (int i = Layers.Length - 2; i >= 0; i--)
            {
                product *= Layers[i].Backward;
                worst = Math.Max(worst, Off(product));
            }

            return worst;
        }
    }

    /// <summary>The product of χ_q over the layers: above 1, inputs of different size are driven apart on their way.</summary>
    public double ChiQ => Layers.Aggregate(1.0, (product, layer) => product * (layer.ChiQ ?? 1));

    /// <summary>The conflict of the two sides in this stack; null where there are fewer than two hidden layers.</summary>
    public TwoSidedConflict? Conflict => TwoSidedConflict.Of(this);

    /// <summary>Follows signal and gradient through a stack.</summary>
    /// <param name="path">The stack.</param>
    /// <param name="inputSecondMoment">The mean of x² over the inputs of a sample; positive and finite.</param>
    /// <returns>Both growths by layer; NaN behind a layer whose q is not finite.</returns>
    /// <exception cref="ArgumentException">The stack has no layer, or neighbours that do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The second moment is not positive and finite.</exception>
    /// <exception cref="Numerics.QuadratureException">A moment of the activation is infinite.</exception>
    public static TwoSidedGrowth Of(SignalPath path, double inputSecondMoment)
    {
        ArgumentNullException.ThrowIfNull(path);
        Check(path, inputSecondMoment);
        ImmutableArray<SidedLayer>.Builder layers = ImmutableArray.CreateBuilder<SidedLayer>();
        SecondMoments moments = new(path.Activation);
        double q = path.Layers[0].SigmaW2 * inputSecondMoment + path.Layers[0].BiasVariance;
        for (int i = 1; i < path.Layers.Length; i++)
        {
            SignalLayer behind = path.Layers[i];
            (double square, double slope, double tilt) = moments.At(q);
            double next = behind.SigmaW2 * square + behind.BiasVariance;
            bool isLast = i == path.Layers.Length - 1;
            layers.Add(new()
            {
                Layer = i,
                Q = q,
                ActivationSecondMoment = square,
                SlopeSecondMoment = slope,
                Forward = isLast ? null : next / q,
                Activations = isLast ? null : moments.At(next).Square / square,
                Backward = behind.FanOut * behind.WeightVariance * slope,
                ChiQ = isLast ? null : behind.SigmaW2 * tilt,
            });
            q = next;
        }

        return new(path, inputSecondMoment, layers.ToImmutable());
    }

    /// <summary>The larger of a ratio and its inverse; infinite where the ratio is not a positive number.</summary>
    internal static double Off(double ratio) => ratio > 0 ? Math.Max(ratio, 1 / ratio) : double.PositiveInfinity;

    private static void Check(SignalPath path, double inputSecondMoment)
    {
        if (!(inputSecondMoment > 0 && double.IsFinite(inputSecondMoment)))
        {
            throw new ArgumentOutOfRangeException(nameof(inputSecondMoment), FormattableString.Invariant($"The second moment of the inputs is {inputSecondMoment}; it must be positive and finite."));
        }

        if (path.Layers.IsDefaultOrEmpty)
        {
            throw new ArgumentException("The stack has no layer; it needs an output layer at least.", nameof(path));
        }

        for (int i = 1; i < path.Layers.Length; i++)
        {
            if (path.Layers[i].FanIn != path.Layers[i - 1].FanOut)
            {
                throw new ArgumentException($"Layer {i + 1} takes {path.Layers[i].FanIn} inputs, but layer {i} has {path.Layers[i - 1].FanOut} units; they must agree.", nameof(path));
            }
        }
    }
}
