using System.Globalization;
using Evenkeel.Functions;
using Evenkeel.Numerics;

namespace Evenkeel.MeanField.TwoSided;

/// <summary>Finds weights, and where they do not do biases or a rescaled activation, that keep signal and gradients within a factor over the whole depth.</summary>
/// <remarks>
/// In this order, the first that holds: one layer, or a homogeneous activation, for which any q serves; weights alone at the q nearest to 1
/// whose χ(q) = q·E φ′²/E φ² is near enough to 1 for the depth (as q → 0 every smooth activation with φ(0) = 0 is a straight line), if χ_q,
/// the slope of the map of q, is at most 1 there; the critical line, <c>σw² = 1/E φ′²</c> and <c>σb² = q − σw²·E φ²</c>, at the q nearest to 1
/// where σb² ≥ 0, which gelu, silu and mish want: at a small q their σw² is near 4, far above what they bear once training makes q grow;
/// a small q all the same; the activation rescaled. A q counts only where χ_q is at most f^(1/(L−1)), so that inputs of other size are not
/// driven apart by more than f.
/// Where widths change, a layer's conflict is shared between the sides if one of them alone would leave the factor.
/// </remarks>
public static class TwoSidedSolver
{
    private const int MostWidths = 100_001;

    private const double SmallestQ = 1e-3;

    private const double LargestQ = 20;

    private const int StepsPerDecade = 12;

    /// <summary>χ_q up to which inputs of other size are drawn together, but for rounding.</summary>
    private const double Stable = 1 + 1e-6;

    /// <summary>Finds a start.</summary>
    /// <param name="request">The stack, and how far its two sides may stray.</param>
    /// <returns>The start, with its growth computed again from what it lays out; <see cref="TwoSidedStart.IsWithin"/> says whether the factor is kept, and its words say why not.</returns>
    /// <exception cref="ArgumentException">A number of the request is out of range.</exception>
    /// <exception cref="QuadratureException">The activation has no finite second moments.</exception>
    public static TwoSidedStart Solve(TwoSidedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        SecondMoments moments = new(request.Activation);
        int steps = request.Widths.Length - 3;
        if (steps < 0)
        {
            return Finish(request, StartMethod.Shallow, Straight(request), double.NaN, moments, "There is no hidden layer, so there is nothing between which a signal could grow.");
        }

        if (IsHomogeneous(moments))
        {
            return Homogeneous(request, moments);
        }

        if (steps == 0)
        {
            return Finish(request, StartMethod.Shallow, StartTrial.Of(request, moments, 1, false, 0), 1, moments, "One hidden layer cannot lose a signal on its way to the next; its pre-activations are brought to q = 1.");
        }

        TwoSidedStart? small = SmallQ(request, moments);
        return small is { ChiQ: <= Stable } ? small : CriticalLine(request, moments, small) ?? small ?? Rescaled(request) ?? Nearest(request, moments);
    }

    /// <summary>Whether E φ² is proportional to q and E φ′² constant.</summary>
    private static bool IsHomogeneous(SecondMoments moments)
    {
        (double square, double slope, _) = moments.At(1);
        return Near(square, slope) && Holds(0.25) && Holds(4);
        bool Holds(double q) => Near(moments.At(q).Square, q * square) && Near(moments.At(q).Slope, slope);
        static bool Near(double left, double right) => Math.Abs(left - right) <= 1e-9 * right;
    }

    private static TwoSidedStart Homogeneous(TwoSidedRequest request, SecondMoments moments)
    {
        double gain = 1 / moments.At(1).Square;
        double q = gain * request.InputSecondMoment;
        double split = StartTrial.Of(request, moments, q, false, 0).Worst <= request.Factor ? 0 : 0.5;
        StartTrial trial = StartTrial.Of(request, moments, q, false, split);
        string scale = Text($"weights of variance {gain:0.####}/n_in keep both sides at every q");
        return Finish(request, StartMethod.Homogeneous, trial, q, moments, split == 0
            ? $"{request.Activation} is homogeneous: {scale}{(trial.Worst > 1.000001 ? ", but for the change of widths, which is left to the gradients" : "")}."
            : $"{request.Activation} is homogeneous: {scale}; where widths change, both sides share what cannot be kept (the geometric mean of fan-in and fan-out).");
    }

    private static TwoSidedStart? SmallQ(TwoSidedRequest request, SecondMoments moments)
    {
        foreach (double split in (double[])[0, 0.5])
        {
            bool Serves(double q) => IsStable(request, moments, q, q / moments.At(q).Square) && Estimate(request, moments, q, split) <= request.Factor;
            if (NearestTo1(Serves, SmallestQ, LargestQ) is not { } q)
            {
                continue;
            }

            StartTrial trial = StartTrial.Of(request, moments, q, false, split);
            if (trial.Worst <= request.Factor * (1 + 1e-6))
            {
                double chi = moments.Chi(q);
                string shared = split == 0 ? "" : " Widths change, so both sides share what cannot be kept.";
                return Finish(request, StartMethod.SmallQ, trial, q, moments, Text($"Weights alone keep both sides at q = {q:0.####}, where {request.Activation} is straight enough: gradients grow {chi:0.#####}× per layer against {moments.Chi(1):0.###}× at q = 1; inputs of other size differ {moments.At(q).Tilt * q / moments.At(q).Square:0.####}× as much a layer on (χ_q).{shared}"));
            }
        }

        return null;
    }

    private static TwoSidedStart? CriticalLine(TwoSidedRequest request, SecondMoments moments, TwoSidedStart? small)
    {
        if (!request.Biases)
        {
            return null;
        }

        bool Serves(double q) => moments.Chi(q) >= 1 && IsStable(request, moments, q, 1 / moments.At(q).Slope) && StartTrial.Of(request, moments, q, true, 0.5).Worst <= request.Factor;
        if (NearestTo1(Serves, SmallestQ, LargestQ) is not { } q)
        {
            return null;
        }

        (double square, double slope, double tilt) = moments.At(q);
        string instead = small is null
            ? Text($"No q of {SmallestQ} or more lets weights alone keep both sides over this depth.")
            : Text($"Weights alone would keep both sides at q = {small.Q:0.####} only, where σw² = {small.Path.Layers[1].SigmaW2:0.###} drives inputs of other size apart (χ_q = {small.ChiQ:0.###}).");
        return Finish(request, StartMethod.CriticalLine, StartTrial.Of(request, moments, q, true, 0.5), q, moments, Text($"{instead} On the critical line at q = {q:0.####}, σw² = {1 / slope:0.####} keeps the gradients and random biases of variance {q - square / slope:0.####} keep q; there χ_q = {tilt / slope:0.####}."));
    }

    private static TwoSidedStart? Rescaled(TwoSidedRequest request)
    {
        int steps = request.Widths.Length - 3;
        if (!request.Rescaling || Rescaling.Of(request.Activation, Elementary.Pow(request.Factor, 1.0 / steps)) is not { } rescaling)
        {
            return null;
        }

        SecondMoments moments = new(rescaling.Activation);
        foreach (double split in (double[])[0, 0.5])
        {
            StartTrial trial = StartTrial.Of(request, moments, 1, false, split);
            if (trial.Worst <= request.Factor * (1 + 1e-6))
            {
                TwoSidedStart start = Finish(request, StartMethod.Rescaled, trial, 1, moments, Text($"No q of {SmallestQ} to {LargestQ} lets {request.Activation} keep both sides, since {Reason(request.Activation)}. Rescaled to {rescaling.Gamma:0.####}·({request.Activation}({rescaling.Alpha:0.####}·x + {rescaling.Beta:0.####}) + {rescaling.Delta:0.####}) it has mean 0, keeps q = 1 with σw² = 1, and lets gradients grow {moments.Chi(1):0.#####}× per layer."));
                return start with { Rescaling = rescaling };
            }
        }

        return null;
    }

    private static TwoSidedStart Nearest(TwoSidedRequest request, SecondMoments moments)
    {
        double q = Grid(SmallestQ, LargestQ).MinBy(q => Estimate(request, moments, q, 0.5));
        return Finish(request, StartMethod.Nearest, StartTrial.Of(request, moments, q, request.Biases, 0.5), q, moments, Text($"Nothing keeps both sides of {request.Activation} within a factor of {request.Factor:0.###} over these widths: {Reason(request.Activation)}, and the conflict of {moments.Chi(q):0.###} per layer at q = {q:0.####} comes nearest. Fewer layers, layers of one width, a larger factor{(request.Rescaling ? "" : ", a rescaled activation")} or another activation is the way out."));
    }

    private static string Reason(Activation activation) => activation.Value(0) != 0
        ? Text($"its value at 0 is {activation.Value(0):0.###}, which adds to the signal and not to the gradients")
        : "its slope and its value do not shrink together";

    /// <summary>A single output layer.</summary>
    private static StartTrial Straight(TwoSidedRequest request) =>
        new([new() { FanIn = request.Widths[0], FanOut = request.Widths[1], WeightVariance = request.OutputSecondMoment / (request.Widths[0] * request.InputSecondMoment) }], 1);

    /// <summary>The factor by which the worse side strays if χ stayed that of q; exact where the signal is kept.</summary>
    private static double Estimate(TwoSidedRequest request, SecondMoments moments, double q, double split)
    {
        double chi = moments.Chi(q);
        (double forward, double backward, double worst, double low, double high) = (0, 0, 0, 0, 0);
        for (int i = 2; i < request.Widths.Length - 1; i++)
        {
            double conflict = Elementary.Log(chi * request.Widths[i] / request.Widths[i - 1]);
            forward -= split * conflict;
            backward += (1 - split) * conflict;
            worst = Math.Max(worst, Math.Abs(forward));

            // Gradients are counted from the last layer, whose sum is not known yet: the range of partial sums is.
            (low, high) = (Math.Min(low, backward), Math.Max(high, backward));
        }

        worst = Math.Max(worst, Math.Max(Math.Abs(backward - low), Math.Abs(backward - high)));
        return Elementary.Exp(worst);
    }

    private static bool IsStable(TwoSidedRequest request, SecondMoments moments, double q, double sigmaW2) =>
        (request.Widths.Length - 3) * Elementary.Log(Math.Max(1, sigmaW2 * moments.At(q).Tilt)) <= Elementary.Log(request.Factor) + 1e-9;

    /// <summary>The q nearest to 1, as a ratio, at which something holds; where it holds at a step of the grid and not at the one before, what lies between is halved.</summary>
    private static double? NearestTo1(Func<double, bool> serves, double low, double high)
    {
        foreach (double q in Grid(low, high).OrderBy(q => Math.Abs(Elementary.Log(q))))
        {
            if (!serves(q))
            {
                continue;
            }

            double step = Elementary.Pow(10, 1.0 / StepsPerDecade);
            (double inside, double outside) = (q, q == 1 ? 1 : q < 1 ? Math.Min(1, q * step) : Math.Max(1, q / step));
            for (int i = 0; i < 30 && inside != outside; i++)
            {
                double middle = Math.Sqrt(inside * outside);
                (inside, outside) = serves(middle) ? (middle, outside) : (inside, middle);
            }

            return inside;
        }

        return null;
    }

    private static IEnumerable<double> Grid(double low, double high)
    {
        yield return 1;
        for (int i = 1; Elementary.Pow(10, (double)i / StepsPerDecade) is var ratio && (1 / ratio >= low || ratio <= high); i++)
        {
            if (1 / ratio >= low)
            {
                yield return 1 / ratio;
            }

            if (ratio <= high)
            {
                yield return ratio;
            }
        }
    }

    private static TwoSidedStart Finish(TwoSidedRequest request, StartMethod method, StartTrial trial, double q, SecondMoments moments, string why)
    {
        SignalPath path = new(moments.Activation, trial.Layers);
        double sigmaW2 = trial.Layers.Length > 2 ? trial.Layers[1].SigmaW2 : double.NaN;
        return new()
        {
            Request = request,
            Method = method,
            Path = path,
            Q = q,
            ChiQ = double.IsNaN(sigmaW2) ? double.NaN : sigmaW2 * moments.At(q).Tilt,
            Growth = TwoSidedGrowth.Of(path, request.InputSecondMoment),
            Why = why,
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Check(TwoSidedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request.Activation, nameof(request));
        if (request.Widths.IsDefault || request.Widths.Length is < 2 or > MostWidths)
        {
            throw new ArgumentException($"A stack has {(request.Widths.IsDefault ? 0 : request.Widths.Length)} widths; it needs 2 (input and output) to {MostWidths}.", nameof(request));
        }

        if (request.Widths.FirstOrDefault(width => width < 1, 1) is var narrow && narrow < 1)
        {
            throw new ArgumentException($"A width is {narrow}; it must be 1 or more.", nameof(request));
        }

        Require(request.InputSecondMoment > 0 && double.IsFinite(request.InputSecondMoment), "second moment of the inputs", request.InputSecondMoment, "positive and finite; inputs that are all 0 carry no signal");
        Require(request.Factor > 1 && double.IsFinite(request.Factor), "factor", request.Factor, "above 1 and finite");
        Require(request.OutputSecondMoment > 0 && double.IsFinite(request.OutputSecondMoment), "second moment of the outputs", request.OutputSecondMoment, "positive and finite");
    }

    private static void Require(bool holds, string what, double found, string needed)
    {
        if (!holds)
        {
            throw new ArgumentException(Text($"The {what} is {found}; it must be {needed}."));
        }
    }
}
