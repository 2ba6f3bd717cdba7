using Evenkeel.Functions;
using Evenkeel.Initialization;
using Evenkeel.MeanField;
using Evenkeel.MeanField.Widths;
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
            SignalPrediction prediction = FiniteWidth.Predict(stack.Path, stack.Input);
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

    // 17 rows of 48 networks, of which each third's share rests on several hundred, held to the bar of independent weights.
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
                SignalPrediction prediction = FiniteWidth.Predict(stack.Path, stack.Input);
                for (int seed = 0; seed < 48; seed++)
                {
                    (double[] forward, double[] backward) = stack.Measure(new Seed(77).For(function).For(seed));
                    if (function == "linear" && widths.Distinct().Count() == 1)
                    {
                        // Nothing scatters where every length is kept, and what float32 rounds may not pass for coverage.
                        prediction.Layers[^1].Forward.High!.Value.ShouldBe(prediction.Layers[^1].Forward.Predicted, 1e-4 * forward[^1]);
                        prediction.Layers[^1].Forward.Holds(forward[^1]).ShouldBe(true);
                        prediction.Layers[0].Backward.Holds(backward[0]).ShouldBe(true);
                        continue;
                    }

                    coverage.Add(prediction, forward, backward);
                }
            }
        }

        output.WriteLine(coverage.ToString());
        ShouldBeWithin(coverage, 92, 98);
    }

    // Ten labels for each of 60 stacks: one network decides 32 samples, so a third's share rests on 600 networks.
    [Fact]
    public void Predict_BandsOfBatchesCoverWhatTheyPromise()
    {
        Coverage coverage = new();
        RandomSequence sequence = new Seed(9).Sequence();
        for (int spec = 0; spec < 60;)
        {
            WidthStack stack = WidthStack.Random(ref sequence, rows: 32);
            SignalPrediction prediction = FiniteWidth.Predict(stack.Path, stack.Input);
            if (prediction.Layers.Any(layer => layer.Forward.Low is null))
            {
                continue;
            }

            for (int seed = 0; seed < 10; seed++)
            {
                (double[] forward, double[] backward) = stack.Measure(Seed.FromInt64(1000 + spec).For(seed));
                coverage.Add(prediction, forward, backward);
            }

            spec++;
        }

        output.WriteLine(coverage.ToString());
        ShouldBeWithin(coverage, 90, 99);
    }

    // E ln and Var ln of (2/n)·χ²_K with K ~ Bin(n, ½) and K ≥ 1, as the project's notes on papers print them.
    [Theory]
    [InlineData(10, -.307461, .866734)]
    [InlineData(16, -.176397, .419593)]
    [InlineData(32, -.082540, .177498)]
    [InlineData(50, -.051739, .108168)]
    [InlineData(64, -.040109, .082997)]
    [InlineData(100, -.025421, .051940)]
    [InlineData(128, -.019786, .040234)]
    [InlineData(256, -.009829, .019819)]
    [InlineData(1000, -.002504, .005019)]
    public void OfRectifier_GivesThePrintedLaw(int units, double mean, double variance)
    {
        LogCumulants law = LogCumulants.OfRectifier(units);

        law.Mean.ShouldBe(mean, 1e-6);
        law.Variance.ShouldBe(variance, 1e-6);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(300)]
    public void OfDeviation_IsTheExactLawToTheNextOrder(int units)
    {
        // Twice relu² of a normal number has variance 5 and third moment 44; what is left is of order 1/n³.
        LogCumulants series = LogCumulants.OfDeviation(5.0 / units, 44.0 / units / units);
        LogCumulants exact = LogCumulants.OfRectifier(units);

        series.Mean.ShouldBe(exact.Mean, 100.0 / units / units / units);
        series.Variance.ShouldBe(exact.Variance, 300.0 / units / units / units);
    }

    [Fact]
    public void Predict_OfReluGivesTheScatterOfEachLayer()
    {
        SignalPrediction prediction = FiniteWidth.Predict(Stack(Activations.Relu, 4, 100, 2), SignalInput.One(1));

        prediction.NoBand.ShouldBeNull();
        prediction.Scatter.ShouldBe(4 * 5.0 / 100, 1e-12);
        prediction.Layers.Select(layer => layer.Q).ShouldBe([2, 2, 2, 2], 1e-12);
        prediction.Layers[0].BackwardGrowth.ShouldBe(1, 1e-12);
        prediction.Layers[^1].Backward.ShouldBe(new Band(1, 1, 1));
    }

    [Fact]
    public void Predict_GivesTheVarianceMapOfEveryActivation()
    {
        foreach (Activation activation in Activations.All)
        {
            foreach (double q in (double[])[1e-4, 0.3, 1, 7, 100])
            {
                SignalPrediction prediction = FiniteWidth.Predict(Stack(activation, 2, 100, 1), SignalInput.One(q));
                ActivationMoments moments = ActivationMoments.Of(activation, q);

                prediction.Layers[0].ActivationSecondMoment.ShouldBe(moments.SecondMoment, 1e-9 * moments.SecondMoment, activation.Name);
                prediction.Layers[0].BackwardGrowth.ShouldBe(moments.SlopeSecondMoment, 1e-9 * moments.SlopeSecondMoment, activation.Name);
            }
        }
    }

    [Fact]
    public void Predict_SaysWhyThereIsNoBand()
    {
        SignalInput one = SignalInput.One(1);
        SignalPath plain = Stack(Activations.Relu, 3, 64, 2);
        SignalPath deep = Stack(Activations.Relu, 30, 64, 2);
        SignalPath still = plain with { Layers = plain.Layers.SetItem(1, plain.Layers[1] with { WeightVariance = 0 }) };
        SignalPath pattern = plain with { Layers = plain.Layers.SetItem(1, plain.Layers[1] with { IsIndependent = false }) };

        FiniteWidth.Predict(deep, one).NoBand!.ShouldStartWith("The widths scatter the signal from layer ");
        FiniteWidth.Predict(deep, one).Layers[0].Forward.Low.ShouldNotBeNull();
        FiniteWidth.Predict(deep, one).Layers[^1].Forward.Low.ShouldBeNull();
        FiniteWidth.Predict(still, one).NoBand.ShouldBe("The weights of layer 2 are all 0, so no signal passes it.");
        FiniteWidth.Predict(still, one).Layers[1].Forward.ShouldBe(new Band(0, null, null));
        FiniteWidth.Predict(pattern, one).NoBand.ShouldBe("The weights of layer 2 are neither independent with mean 0 nor orthogonal, so no theory says how they scatter the signal.");
        FiniteWidth.Predict(plain, SignalInput.One(0)).NoBand.ShouldBe("The signal has died out in layer 1.");
    }

    // Rectified cosines have Cho and Saul's closed form; the sum of 32 orders leaves less than 10⁻⁴ of it out.
    [Theory]
    [InlineData(0.2)]
    [InlineData(0.9)]
    [InlineData(-0.5)]
    public void Predict_FollowsTheCorrelationOfPairs(double cosine)
    {
        float[] inputs = [1, 0, (float)cosine, (float)Math.Sqrt(1 - cosine * cosine)];

        SignalPrediction prediction = FiniteWidth.Predict(Stack(Activations.Relu, 4, 2, 2), SignalInput.Of(inputs, 2, 2));

        double expected = cosine;
        foreach (LayerPrediction layer in prediction.Layers)
        {
            layer.Correlation!.Value.ShouldBe(expected, 3e-4);
            expected = (Math.Sqrt(1 - expected * expected) + expected * (Math.PI - Math.Acos(expected))) / Math.PI;
        }

        FiniteWidth.Predict(Stack(Activations.Relu, 4, 2, 2), SignalInput.One(1)).Layers[0].Correlation.ShouldBeNull();
    }

    [Fact]
    public void Predict_GivesABatchNoBandBackwardWhereItHasNoneForward()
    {
        float[] inputs = new float[8 * 64];
        Draw.Normal(inputs, 3, 0, 1);

        SignalPrediction prediction = FiniteWidth.Predict(Stack(Activations.Relu, 200, 64, 2), SignalInput.Of(inputs, 8, 64));

        prediction.Layers[^1].Forward.Low.ShouldBeNull();
        prediction.Layers[..^1].ShouldAllBe(layer => layer.Backward.Low == null);
        prediction.NoBand!.ShouldContain("and the gradients of layers 1 to 199");
    }

    [Fact]
    public void Predict_DrawsNoBandWhereThePathSaysWhy()
    {
        SignalPath path = Stack(Activations.Tanh, 3, 64, 1.5) with { NoBand = "Because." };

        SignalPrediction prediction = FiniteWidth.Predict(path, SignalInput.One(1));

        prediction.NoBand.ShouldBe("Because.");
        prediction.Layers.ShouldAllBe(layer => layer.Forward.Low == null && layer.Backward.Low == null && layer.Backward.Predicted > 0);
        prediction.Layers[0].Forward.Predicted.ShouldBe(1.5, 1e-12);
    }

    // E sin² = ½(1 − e^(−2q)) and E cos² = ½(1 + e^(−2q)).
    [Theory]
    [InlineData(10)]
    [InlineData(1e3)]
    [InlineData(1e6)]
    [InlineData(1e12)]
    public void Predict_IsRightForWavesOfAnySize(double q)
    {
        LayerPrediction layer = FiniteWidth.Predict(Stack(Activations.Sin(1), 2, 100, 1), SignalInput.One(q)).Layers[0];

        layer.ActivationSecondMoment.ShouldBe(0.5 * (1 - Math.Exp(-2 * q)), 1e-12);
        layer.BackwardGrowth.ShouldBe(0.5 * (1 + Math.Exp(-2 * q)), 1e-12);
    }

    [Fact]
    public void Predict_RefusesWhatIsNoStack()
    {
        SignalPath path = Stack(Activations.Relu, 3, 64, 2);

        Should.Throw<ArgumentException>(() => FiniteWidth.Predict(path with { Layers = [path.Layers[0]] }, SignalInput.One(1)))
            .Message.ShouldStartWith("The stack has 1 layers; a prediction needs one hidden layer or more, and the output layer.");
        Should.Throw<ArgumentException>(() => FiniteWidth.Predict(path with { Layers = path.Layers.SetItem(1, path.Layers[1] with { FanIn = 5 }) }, SignalInput.One(1)))
            .Message.ShouldStartWith("Layer 2 has 5 inputs but layer 1 has 64 units; they must be as many.");
        Should.Throw<ArgumentOutOfRangeException>(() => SignalInput.One(-1)).Message.ShouldStartWith("Mean square of the input is -1; it must be finite and at least 0.");
        Should.Throw<ArgumentException>(() => SignalInput.Of(new float[5], 2, 3)).Message.ShouldStartWith("The batch holds 5 values but 2 samples of 3 need 6.");
    }

    private static SignalPath Stack(Activation activation, int hidden, int width, double sigmaW2) =>
        new(activation, [.. Enumerable.Repeat(new SignalLayer { FanIn = width, FanOut = width, WeightVariance = sigmaW2 / width }, hidden + 1)]);

    private static void ShouldBeWithin(Coverage coverage, double least, double most)
    {
        for (int third = 0; third < 3; third++)
        {
            coverage.Percent(isForward: true, third).ShouldBeInRange(least, most, coverage.ToString());
            coverage.Percent(isForward: false, third).ShouldBeInRange(least, most, coverage.ToString());
        }
    }
}
