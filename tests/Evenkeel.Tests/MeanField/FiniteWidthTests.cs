using Evenkeel.Functions;
using Evenkeel.Initialization;
using Evenkeel.MeanField;
using Evenkeel.Numerics;
using Xunit.Abstractions;

namespace Evenkeel.Tests.MeanField;

public class FiniteWidthTests(ITestOutputHelper output)
{
    [Fact]
    public void Predict_BandsCoverWhatTheyPromise()
    {
        Coverage coverage = new();
        RandomSequence sequence = new Seed(5).Sequence();
        for (int spec = 0; spec < 200;)
        {
            WidthStack stack = WidthStack.Random(ref sequence);
            SignalPrediction prediction = FiniteWidth.Predict(stack.Path, SignalInput.One(stack.SecondMoment));
            if (prediction.Layers.Any(layer => layer.Forward.Low is null))
            {
                continue;
            }

            for (int seed = 0; seed < 20; seed++)
            {
                (double[] forward, double[] backward) = stack.Measure(Seed.FromInt64(1000 + spec).For(seed));
                coverage.Add(prediction, forward, backward);
            }

            spec++;
        }

        output.WriteLine(coverage.ToString());
        ShouldBeWithin(coverage, 92, 98);
    }

    // 48 networks a row: 20 networks decide 95 ± 5 %; pooled over layers and rows the share is within the bar of the independent case.
    [Fact]
    public void Predict_BandsOfOrthogonalWeightsCoverWhatTheyPromise()
    {
        Coverage coverage = new();
        string[] functions = ["tanh", "relu", "gelu", "linear", "softsign", "leaky-relu(0.3)"];
        int[][] stacks = [[100, 100, 100, 100, 100, 100, 100], [80, 160, 120, 200, 64, 64, 90, 300], [64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64]];
        foreach (string function in functions)
        {
            foreach (int[] widths in stacks)
            {
                WidthStack stack = WidthStack.Of(Initializers.Parse("orthogonal(gain=1.2)"), Activations.Parse(function), widths);
                SignalPrediction prediction = FiniteWidth.Predict(stack.Path, SignalInput.One(1));
                for (int seed = 0; seed < 48; seed++)
                {
                    (double[] forward, double[] backward) = stack.Measure(new Seed(77).For(function).For(seed));
                    if (function == "linear" && widths.Distinct().Count() == 1)
                    {
                        // Nothing scatters where every length is kept: the band is a point, and float32 is a few roundings beside it.
                        prediction.Layers[^1].Forward.High.ShouldBe(prediction.Layers[^1].Forward.Low);
                        forward[^1].ShouldBe(prediction.Layers[^1].Forward.Predicted, 1e-5 * forward[^1]);
                        backward[0].ShouldBe(prediction.Layers[0].Backward.Predicted, 1e-5 * backward[0]);
                        continue;
                    }

                    coverage.Add(prediction, forward, backward);
                }
            }
        }

        output.WriteLine(coverage.ToString());
        ShouldBeWithin(coverage, 92, 98);
    }

    private static void ShouldBeWithin(Coverage coverage, double least, double most)
    {
        for (int third = 0; third < 3; third++)
        {
            coverage.Percent(isForward: true, third).ShouldBeInRange(least, most, coverage.ToString());
            coverage.Percent(isForward: false, third).ShouldBeInRange(least, most, coverage.ToString());
        }
    }
}
