using System.Globalization;
using Evenkeel.Functions;

namespace Evenkeel.MeanField.TwoSided;

/// <summary>Why a scale of the weights that keeps the signal does not keep the gradients, and by how much.</summary>
/// <remarks>
/// <code>
/// backward/forward = (n_out·E w²·E φ′²) / (n_in·E w²·E φ²/q) = r·q·E φ′²/E φ²,   r = n_out/n_in
/// </code>
/// E w² cancels: without biases the ratio belongs to activation, q and widths. Both sides can be kept only where it is 1, or, by a bias
/// that carries the rest of q, where it is above 1.
/// </remarks>
public sealed record TwoSidedConflict
{
    /// <summary>The forward growth of the second moment, as a geometric mean over layers.</summary>
    public required double Forward { get; init; }

    /// <summary>The backward growth of the gradients' second moment, as a geometric mean over layers.</summary>
    public required double Backward { get; init; }

    /// <summary>Backward over forward, per layer, as a geometric mean; 1 is no conflict.</summary>
    public required double PerLayer { get; init; }

    /// <summary>Backward over forward, over all hidden layers.</summary>
    public required double OverDepth { get; init; }

    /// <summary>The conflict in one sentence, with its numbers.</summary>
    public required string Sentence { get; init; }

    /// <summary>Whether one scale keeps both sides, layer by layer.</summary>
    public required bool CanBothHold { get; init; }

    /// <summary>The bias variance that, with weights that keep the gradients, keeps q as well; 0 where none is needed, null where none can.</summary>
    public required double? ReconcilingBias { get; init; }

    /// <summary>How close to 1 the ratio counts as 1: what quadrature leaves open.</summary>
    private const double Equal = 1e-9;

    /// <summary>The conflict of a layer that keeps q without biases.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="q">The second moment of the pre-activations; positive and finite.</param>
    /// <param name="widthRatio">r, the units of the layer over its inputs; &gt; 0.</param>
    /// <param name="layers">How many such layers follow each other; ≥ 1.</param>
    /// <returns>The conflict; its forward growth is 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static TwoSidedConflict At(Activation activation, double q = 1, double widthRatio = 1, int layers = 1)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        if (!(widthRatio > 0 && double.IsFinite(widthRatio)))
        {
            throw new ArgumentOutOfRangeException(nameof(widthRatio), FormattableString.Invariant($"The ratio of widths is {widthRatio}; it must be positive and finite."));
        }

        double ratio = widthRatio * ActivationMoments.Of(activation, q).Chi;
        bool holds = Math.Abs(ratio - 1) <= Equal;
        double depth = Numerics.Elementary.Pow(ratio, layers);
        double? bias = holds ? 0 : ratio > 1 ? q * (1 - 1 / ratio) : null;
        string where = FormattableString.Invariant($"At q = {q:0.####}{(widthRatio == 1 ? "" : FormattableString.Invariant($" and {widthRatio:0.###} units per input"))}");
        string sentence = holds
            ? $"{where}, weights that keep the signal of {activation} keep its gradients too."
            : string.Create(CultureInfo.InvariantCulture, $"{where}, weights that keep the signal of {activation} multiply the gradients' second moment by {ratio:0.000} per layer (their size by {Math.Sqrt(ratio):0.000}), {Text(depth)} over {layers} {(layers == 1 ? "layer" : "layers")}; {Remedy(bias)}.");
        return new() { Forward = 1, Backward = ratio, PerLayer = ratio, OverDepth = depth, CanBothHold = holds, ReconcilingBias = bias, Sentence = sentence };
    }

    internal static TwoSidedConflict? Of(TwoSidedGrowth growth)
    {
        int steps = growth.Layers.Length - 1;
        if (steps < 1)
        {
            return null;
        }

        (double forward, double backward) = (Root(growth.Forward, steps), Root(growth.Backward, steps));
        double depth = growth.Backward / growth.Forward;
        bool holds = growth.Layers.Take(steps).All(layer => Math.Abs(layer.Conflict!.Value - 1) <= Equal);
        SidedLayer middle = growth.Layers[steps / 2];
        double? bias = holds ? 0 : middle.Conflict > 1 ? middle.Q * (1 - 1 / middle.Conflict) : null;
        string grows = string.Create(CultureInfo.InvariantCulture, $"Over {steps} {(steps == 1 ? "layer" : "layers")} the second moment of the signal grows {Text(growth.Forward)}× ({forward:0.000} per layer) and that of the gradients {Text(growth.Backward)}× ({backward:0.000} per layer)");
        string sentence = holds
            ? $"{grows}: one scale of the weights serves both."
            : string.Create(CultureInfo.InvariantCulture, $"{grows}: no scale of the weights alone keeps both, since their ratio stays {Root(depth, steps):0.000} per layer; {Remedy(bias)}.");
        return new() { Forward = forward, Backward = backward, PerLayer = Root(depth, steps), OverDepth = depth, CanBothHold = holds, ReconcilingBias = bias, Sentence = sentence };
    }

    private static string Remedy(double? bias) => bias is { } variance
        ? string.Create(CultureInfo.InvariantCulture, $"a smaller q brings them together, or a bias variance of {variance:0.####} with weights that keep the gradients")
        : "a bias cannot carry what is missing; other widths, another q or a rescaled activation can";

    private static string Text(double number) => number.ToString(number is >= 0.001 and < 10_000 ? "0.###" : "0.#e+0", CultureInfo.InvariantCulture);

    private static double Root(double product, int steps) => Numerics.Elementary.Pow(product, 1.0 / steps);
}
