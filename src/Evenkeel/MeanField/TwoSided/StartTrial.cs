using System.Collections.Immutable;

namespace Evenkeel.MeanField.TwoSided;

/// <summary>A stack laid out for one q, and how far its two sides stray, before it is verified.</summary>
/// <param name="Layers">All layers, the output layer last.</param>
/// <param name="Worst">The factor, ≥ 1, by which the worse side is off at most.</param>
internal sealed record StartTrial(ImmutableArray<SignalLayer> Layers, double Worst)
{
    /// <summary>Lays out a stack.</summary>
    /// <param name="request">Widths and second moments.</param>
    /// <param name="moments">Of the activation.</param>
    /// <param name="q">What the first layer brings the input to.</param>
    /// <param name="biases">Whether a bias may carry what weights that keep the gradients leave of q.</param>
    /// <param name="split">How much of a layer's conflict goes to the forward side: 0 keeps the signal, 1 the gradients, ½ shares it.</param>
    public static StartTrial Of(TwoSidedRequest request, SecondMoments moments, double q, bool biases, double split)
    {
        ImmutableArray<int> widths = request.Widths;
        ImmutableArray<SignalLayer>.Builder layers = ImmutableArray.CreateBuilder<SignalLayer>(widths.Length - 1);
        double here = q;
        double square = request.InputSecondMoment;
        List<double> backward = [];
        double worst = 1;
        for (int i = 1; i < widths.Length; i++)
        {
            (int fanIn, int fanOut) = (widths[i - 1], widths[i]);
            bool isLast = i == widths.Length - 1;
            double slope = double.NaN;
            if (i > 1)
            {
                (square, slope, _) = moments.At(here);
            }

            if (i == 1 || isLast)
            {
                layers.Add(new() { FanIn = fanIn, FanOut = fanOut, WeightVariance = (isLast ? Math.Min(request.OutputSecondMoment, here) : q) / (fanIn * square) });
                continue;
            }

            double conflict = here * slope * fanOut / (square * fanIn);
            bool carries = biases && conflict > 1;
            double growth = carries ? 1 : Numerics.Elementary.Pow(conflict, -split);
            double variance = carries ? 1 / (fanOut * slope) : growth * here / (fanIn * square);
            layers.Add(new() { FanIn = fanIn, FanOut = fanOut, WeightVariance = variance, BiasVariance = carries ? here * (1 - 1 / conflict) : 0 });
            backward.Add(fanOut * variance * slope);
            here *= growth;
            worst = Math.Max(worst, TwoSidedGrowth.Off(here / q));
        }

        double product = 1;
        for (int i = backward.Count - 1; i >= 0; i--)
        {
            product *= backward[i];
            worst = Math.Max(worst, TwoSidedGrowth.Off(product));
        }

        return new(layers.MoveToImmutable(), worst);
    }
}
