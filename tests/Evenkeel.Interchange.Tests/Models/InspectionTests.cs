using System.Text;
using Evenkeel.Forensics;
using Evenkeel.Formats;
using Evenkeel.Initialization;
using Evenkeel.Interchange.Models;
using Evenkeel.Randomness;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange.Tests.Models;

public sealed class InspectionTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("he-normal")]
    [InlineData("glorot-uniform")]
    [InlineData("orthogonal")]
    [InlineData("torch:kaiming_uniform(a=sqrt(5))")]
    public void Run_NamesTheSchemeThatDrewATensor(string scheme)
    {
        WeightShape shape = WeightShape.Dense(200, 300);
        IInitializer initializer = Initializers.Parse(scheme);
        ModelReport report = Inspect(Single("fc.weight", [300, 200], initializer.Draw(shape, 3)));

        ModelReportTensor tensor = report.Tensors.ShouldHaveSingleItem();

        tensor.Report!.Verdict.ShouldBe(TensorVerdict.Untrained, tensor.Report.Reason);
        tensor.IsUntrainedWeights.ShouldBeTrue();
        tensor.Report.Candidates.SelectMany(candidate => candidate.SameLaw.Add(candidate.Scheme)).ShouldContain(initializer.Name);
    }

    [Fact]
    public void Run_GivesTheSameForAnyNumberOfThreads()
    {
        // More than four segments, so that threads share one tensor.
        float[] large = Initializers.HeNormal.Draw(WeightShape.Dense(2048, 2600), 1);
        string path = Save(Single("a.weight", [2600, 2048], large), Single("b.weight", [50, 40], large[..2000]), Single("b.bias", [50], new float[50]));

        string one = Document(path, 1);
        string several = Document(path, 3);

        several.ShouldBe(one);
    }

    [Fact]
    public void Elements_AreCountedWhereTheyLie()
    {
        const int count = 60_000;
        float[] values = Initializers.Parse("glorot-uniform").Draw(WeightShape.Dense(200, 300), 5);
        ModelReportHistogram histogram = Inspect(Single("fc.weight", [300, 200], values)).Tensors[0].Elements!;

        (histogram.Shares.Sum() + histogram.Below + histogram.Above).ShouldBe(1, 1e-12);
        double width = (histogram.High - histogram.Low) / ModelReportHistogram.Bins;
        for (int bin = 0; bin < ModelReportHistogram.Bins; bin++)
        {
            (double from, double to) = (histogram.Low + bin * width, histogram.Low + (bin + 1) * width);
            double direct = values.Count(value => value >= from && (value < to || bin == ModelReportHistogram.Bins - 1)) / (double)count;

            // An edge cuts a pattern of at most a fifth of a bin's elements, some 250, whose halves differ by √250 = 16 at one standard deviation; both edges, five of them.
            histogram.Shares[bin].ShouldBe(direct, 2 * 5 * 16.0 / count);
        }
    }

    [Fact]
    public void Spectrum_ExpectsTheQuarterCircleOfASquareMatrix()
    {
        float[] values = Initializers.Xavier.Draw(WeightShape.Dense(300, 300), 5);
        ModelReportSpectrum spectrum = Inspect(Single("fc.weight", [300, 300], values)).Tensors[0].Spectrum!;

        spectrum.IsWhole.ShouldBeTrue();
        (spectrum.Shares.Sum() + spectrum.Above / 300.0).ShouldBe(1, 1e-12);
        double unit = spectrum.Edge / 2;
        for (int bin = 0; bin < ModelReportSpectrum.Bins; bin++)
        {
            double from = Math.Min(2, spectrum.High * bin / ModelReportSpectrum.Bins / unit);
            double to = Math.Min(2, spectrum.High * (bin + 1) / ModelReportSpectrum.Bins / unit);
            spectrum.Expected[bin].ShouldBe(QuarterCircle(to) - QuarterCircle(from), 1e-9);
        }

        static double QuarterCircle(double x) => (x * Math.Sqrt(4 - x * x) / 2 + 2 * Math.Asin(x / 2)) / Math.PI;
    }

    [Fact]
    public void WorstFirst_PutsBrokenThenUntrainedThenTrained()
    {
        float[] fresh = Initializers.HeNormal.Draw(WeightShape.Dense(200, 300), 5);
        float[] trained = [.. fresh.Select((value, i) => value + 0.5f * MathF.Sign(value) * (i / 200 % 2))];
        float[] broken = [.. fresh[..6000]];
        broken[17] = float.NaN;
        ModelReport report = Inspect(Single("a.weight", [300, 200], trained), Single("b.weight", [300, 200], fresh), Single("c.weight", [60, 100], broken), Whole("d.num_batches_tracked", 7));

        report.WorstFirst().Select(tensor => tensor.Tensor.Info.Name).ShouldBe(["c.weight", "b.weight", "a.weight", "d.num_batches_tracked"]);
        report.Tensors[0].Report!.Verdict.ShouldBe(TensorVerdict.Trained);
        report.Tensors[2].Has("error").ShouldBeTrue();
        report.Tensors[3].Skipped.ShouldBe("It holds whole numbers: a counter, indices, a shape or quantized values, which no initializer draws.");
    }

    [Fact]
    public void Report_KeepsNothingLarge()
    {
        ModelReport report = Inspect(Single("fc.weight", [300, 200], Initializers.HeNormal.Draw(WeightShape.Dense(200, 300), 5)));

        TensorStatistics statistics = report.Tensors[0].Report!.Statistics;
        statistics.Patterns.Halves.ShouldBeEmpty();
        statistics.Matrix!.Block.ShouldBeEmpty();
        statistics.Matrix.RowSums.ShouldBeEmpty();
        statistics.Count.ShouldBe(60_000);
    }

    [Fact]
    public void Run_StopsWhenItIsAskedTo()
    {
        string path = Save(Single("fc.weight", [30, 20], new float[600]));
        using CancellationTokenSource stop = new();
        stop.Cancel();

        Should.Throw<OperationCanceledException>(() => ModelInspection.Run(path, new() { Stop = stop.Token }));
    }

    private static NamedTensor Single(string name, long[] shape, float[] values) => NamedTensor.FromSingles(name, shape, values);

    private static NamedTensor Whole(string name, long value) => new(name, TensorType.Int64, [], BitConverter.GetBytes(value));

    private static string Document(string path, int threads) =>
        Encoding.UTF8.GetString(InspectJson.Write([ModelInspection.Run(path, new() { Threads = threads })], null, "evenkeel inspect", "0", InspectJsonDetail.All).Span);

    private ModelReport Inspect(params NamedTensor[] tensors) => ModelInspection.Run(Save(tensors), new());

    private string Save(params NamedTensor[] tensors)
    {
        string path = Path.Combine(folder.Path, "model.safetensors");
        TensorWriter.Save(path, tensors);
        return path;
    }
}
