using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Diagnosis;

/// <summary>EK116: deeper than order or chaos lets two inputs be told apart.</summary>
internal sealed class PhaseRule : IRule
{
    /// <summary>The depth scales that a signal survives.</summary>
    private const double Limit = 6;

    /// <summary>By how much of itself q may still change in the last layer, to count as resting at a fixed point.</summary>
    private const double Rest = 0.1;

    /// <summary>The largest q that correlations are followed at.</summary>
    private const double MostSecondMoment = 100;

    public Finding? Examine(Evidence evidence)
    {
        if (evidence is not { Prediction: { Layers.Length: > 1 } prediction, Path: { } path } || !HasOneScale(path) || !Rests(prediction))
        {
            return null;
        }

        // Where q rests, χ is that of the fixed point. ξ_c is never below ξ_∇, so what is not deep for one is not for the other.
        int layers = prediction.Layers.Length;
        double chi = prediction.Layers[^2].BackwardGrowth;
        double scale = 1 / Math.Abs(Elementary.Log(chi));
        if (!(layers > Limit * scale))
        {
            return null;
        }

        bool isOrder = chi < 1;
        double correlation = 1;
        if (!isOrder && !TryChaos(path, prediction.Layers[^1].Q, out correlation, out scale))
        {
            return null;
        }

        string seen = evidence.First.Layers[^1].Correlation is { } measured ? Texts.Of($"; it is {measured:0.###} in the last hidden layer") : "";
        return !(layers > Limit * scale) ? null : new()
        {
            Code = "EK116",
            Severity = Severity.Info,
            Measured = layers,
            Limit = Limit * scale,
            Message = Texts.Of($"{layers} hidden layers are more than {Limit} depth scales, {Limit * scale:0.#} layers: with χ₁ = {chi:0.###} gradients {(isOrder ? "vanish" : "explode")} and the correlation of any two inputs goes to {correlation:0.##}{seen}"),
            Advice = isOrder ? "Raise the weights' variance to the critical point, or use fewer layers." : "Lower the weights' variance to the critical point, or use fewer layers.",
            Source = "6 ξ_c: Schoenholz, Gilmer, Ganguli & Sohl-Dickstein, Deep information propagation, 2017, https://arxiv.org/abs/1611.01232",
            Fixes = Fixes.Initialize(evidence.Network),
            Explains = isOrder ? ["EK104", "EK111", "EK114"] : ["EK105", "EK106", "EK114"],
        };
    }

    private static bool HasOneScale(SignalPath path)
    {
        SignalLayer last = path.Layers[^2];
        return path.Layers[1..^1].All(layer => Math.Abs(layer.SigmaW2 - last.SigmaW2) <= Rest * last.SigmaW2 && layer.FanIn == layer.FanOut);
    }

    private static bool Rests(SignalPrediction prediction) => prediction.Layers[^2].ForwardGrowth is { } growth && Math.Abs(growth - 1) <= Rest;

    /// <summary>Finds where correlations end in the chaotic phase, and how fast they come there.</summary>
    private static bool TryChaos(SignalPath path, double q, out double correlation, out double scale)
    {
        (correlation, scale) = (0, double.PositiveInfinity);
        if (!double.IsFinite(q) || q > MostSecondMoment)
        {
            return false;
        }

        try
        {
            FixedPoint point = new SignalMap(path.Activation, path.Layers[^2].SigmaW2, path.Layers[^2].BiasVariance).Describe(q, Stability.Neutral);
            (correlation, scale) = (point.Correlation ?? 0, point.XiC ?? double.PositiveInfinity);
            return true;
        }
        catch (QuadratureException)
        {
            return false;
        }
    }
}
