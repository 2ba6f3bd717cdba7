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
        if (evidence is not { OfStart: { Layers.Length: > 1 } prediction, Path: { } path } || !HasOneScale(path) || !Rests(prediction))
        {
            return null;
        }

        // Where q rests, χ is that of the fixed point. ξ_c is never below ξ_∇, so what is not deep for one is not for the other.
        int layers = prediction.Layers.Length;
        double chi = prediction.Layers[^2].BackwardGrowth;
        if (!(layers * Math.Abs(Elementary.Log(chi)) > Limit) || At(path, prediction.Layers[^1].Q, chi) is not { } point)
        {
            return null;
        }

        // A jump of φ adds nothing to gradients and parts all inputs: then they vanish in chaos.
        bool isOrder = point.Phase == Phase.Ordered;
        bool vanishes = chi < 1;
        double scale = isOrder ? point.XiGradient : point.XiC ?? double.PositiveInfinity;
        double correlation = isOrder ? 1 : point.Correlation ?? 0;
        string seen = evidence.First.Layers[^1].Correlation is { } measured ? Texts.Of($"; it is {measured:0.###} in the last hidden layer") : "";
        return !(layers > Limit * scale) ? null : new()
        {
            Code = "EK116",
            Severity = Severity.Info,
            Measured = layers,
            Limit = Limit * scale,
            Message = Texts.Of($"{layers} hidden layers are more than {Limit} depth scales, {Reach(Limit * scale)}: with χ₁ = {chi:0.###} gradients {(vanishes ? "vanish" : "explode")} and the correlation of any two inputs goes to {correlation:0.##}{seen}"),
            Advice = $"{evidence.Cure.Advice}, or use fewer layers.",
            Source = "6 ξ_c: Schoenholz, Gilmer, Ganguli & Sohl-Dickstein, Deep information propagation, 2017, https://arxiv.org/abs/1611.01232",
            Fixes = Fixes.Initialize(evidence),
            Explains = [.. vanishes ? ["EK104"] : (string[])["EK105", "EK106"], .. isOrder ? ["EK111"] : (string[])[], "EK114"],
        };
    }

    private static string Reach(double layers) => layers < 1 ? "less than one layer" : Texts.Of($"{layers:0.#} layers");

    private static bool HasOneScale(SignalPath path)
    {
        SignalLayer last = path.Layers[^2];
        return path.Layers[1..^1].All(layer => Math.Abs(layer.SigmaW2 - last.SigmaW2) <= Rest * last.SigmaW2 && layer.FanIn == layer.FanOut);
    }

    private static bool Rests(SignalPrediction prediction) => prediction.Layers[^2].ForwardGrowth is { } growth && Math.Abs(growth - 1) <= Rest;

    /// <summary>What depth does at the last layer's q; null where that is not known.</summary>
    private static FixedPoint? At(SignalPath path, double q, double chi)
    {
        if (!double.IsFinite(q) || (chi > 1 && q > MostSecondMoment))
        {
            return null;
        }

        try
        {
            return new SignalMap(path.Activation, path.Layers[^2].SigmaW2, path.Layers[^2].BiasVariance).Describe(q, Stability.Neutral);
        }
        catch (QuadratureException)
        {
            return null;
        }
    }
}
