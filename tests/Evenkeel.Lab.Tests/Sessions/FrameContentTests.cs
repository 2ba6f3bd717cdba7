using Evenkeel.Lab.Protocol;

namespace Evenkeel.Lab.Tests.Sessions;

public class FrameContentTests
{
    [Fact]
    public async Task Map_IsTheNetworksProbabilityOverThePlane()
    {
        using Bench bench = new(Bench.Figure1, parts: ["map", "edges"]);
        bench.Session.Advance(60);
        FrameRun run = (await bench.AtRest(60)).Runs[2];

        foreach ((int row, int column) in new[] { (0, 0), (0, 100), (100, 0), (50, 50), (17, 33), (99, 64) })
        {
            double[] signal = [(column - 50) / 10.0, (50 - row) / 10.0];
            for (int l = 0; l < run.Edges!.Length; l++) signal = Layer(run.Edges[l], signal, isLast: l == run.Edges.Length - 1);
            double expected = 255 / (1 + Math.Exp(-signal[0]));

            // Half a level for rounding, and what float32 leaves of a logit.
            ((double)run.Map![101 * row + column]).ShouldBe(expected, 0.51, $"({row}, {column})");
        }
    }

    [Fact]
    public async Task Edges_HoldTheGradientOfTheLoss()
    {
        using Bench bench = new(Bench.Figure1, parts: ["edges"]);
        bench.Session.Advance(20);
        Frame before = await bench.AtRest(20);
        bench.Session.Advance(1);
        Frame after = await bench.AtRest(21);

        // Gradient descent itself says what the gradient was.
        EdgeLayer[] was = before.Runs[2].Edges!, became = after.Runs[2].Edges!;
        for (int l = 0; l < was.Length; l++)
        {
            for (int i = 0; i < was[l].Weight.Length; i++)
            {
                for (int j = 0; j < was[l].Weight[i].Length; j++)
                {
                    became[l].Weight[i][j].ShouldBe(was[l].Weight[i][j] - 0.1f * was[l].Gradient[i][j], 1e-6f);
                }
            }
        }
    }

    [Fact]
    public async Task Twins_AreAllUnitsOfAZeroStartAndNoneOfADrawnOne()
    {
        using Bench bench = new(Bench.Figure1, parts: ["edges"]);
        bench.Session.Advance(40);
        Frame frame = await bench.AtRest(40);

        frame.Runs[0].Edges![0].Twins.ShouldBe([0, 0, 0, 0, 0, 0]);
        frame.Runs[0].Edges![1].Twins.ShouldBe([0, 0, 0]);
        frame.Runs[2].Edges![0].Twins.ShouldBe([0, 1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task ImagesAndAnswers_BelongToTheBatchThatIsNext()
    {
        using Bench bench = new("data=digits&train=200&test=40&hidden=30&activation=tanh&init=xavier&batch=20", parts: Bench.Everything);
        bench.Session.Advance(9);
        Frame frame = await bench.AtRest(9);
        FrameRun run = frame.Runs[0];

        frame.Rows.ShouldBe(20);
        frame.Batch!.Length.ShouldBe(20 * 784);
        frame.Batch.ShouldContain((byte)255);
        frame.Epoch.ShouldBe(1);
        run.Right!.Count(answer => answer == '1').ShouldBe(run.Correct);
        run.Right!.Length.ShouldBe(20);
        (run.Accuracy!.Value * 40).ShouldBe(Math.Round(run.Accuracy.Value * 40), 1e-9);
        run.Accuracy.Step.ShouldBe(9);
    }

    [Fact]
    public async Task Histograms_CountEveryValueOnAxesThatStandStill()
    {
        using Bench bench = new("data=digits&train=200&test=40&hidden=30x2&activation=tanh&init=xavier&batch=20", parts: Bench.Everything);
        FrameLayer layer = (await bench.AtRest(0)).Runs[0].Layers[1];

        (layer.Activations!.Low, layer.Activations.High, layer.Activations.Counts.Length).ShouldBe((-1.2, 1.2, 200));
        (layer.Activations.Counts.Sum() + layer.Activations.Below + layer.Activations.Above).ShouldBe(20 * 30);
        (layer.Weights!.Counts.Sum() + layer.Weights.Below + layer.Weights.Above).ShouldBe(30 * 30);
        layer.Gradients!.Scale.ShouldBe("log10");
        layer.Backward.ShouldBe(1);
    }

    [Fact]
    public void Prediction_StandsOnTheAxisOfTheHistogram()
    {
        Opened opened = Bench.Prepare("data=digits&train=200&test=40&hidden=300x4&activation=tanh&init=xavier,normal&batch=20").Opened;

        foreach (PredictedLayer layer in opened.Runs[0].Prediction!)
        {
            layer.Activations!.Length.ShouldBe(200);
            layer.Activations.Sum().ShouldBe(1, 1e-9);
        }

        // Standard normal weights saturate: nearly all lies in the outermost two tenths.
        double[] saturated = opened.Runs[1].Prediction![3].Activations!;
        saturated.Where((_, bin) => bin is < 34 or > 166).Sum().ShouldBeGreaterThan(0.8);
    }

    private static double[] Layer(EdgeLayer layer, double[] inputs, bool isLast)
    {
        double[] outputs = new double[layer.Weight[0].Length];
        for (int j = 0; j < outputs.Length; j++)
        {
            double z = layer.Bias![j];
            for (int i = 0; i < inputs.Length; i++) z += inputs[i] * layer.Weight[i][j];
            outputs[j] = isLast ? z : Math.Max(0, z);
        }

        return outputs;
    }
}
