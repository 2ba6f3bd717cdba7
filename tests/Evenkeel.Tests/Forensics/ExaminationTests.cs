using Evenkeel.Forensics;
using Evenkeel.Initialization;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Forensics;

public class ExaminationTests
{
    private static readonly ExaminationOptions Options = ExaminationOptions.Default;

    /// <summary>With a doubt in one of a hundred allowed, four in 25 come once in 10⁵; trained, at one in a million, none may be called.</summary>
    [Theory]
    [InlineData("he-normal", 64, 100)]
    [InlineData("glorot-uniform", 128, 40)]
    [InlineData("keras:he_normal", 96, 64)]
    [InlineData("torch:Linear.default", 10, 300)]
    [InlineData("orthogonal", 60, 90)]
    [InlineData("glorot-normal", 300, 20)]
    public void FreshDraws_AreUntrained(string scheme, int outputs, int inputs)
    {
        TensorReport[] reports = [.. Enumerable.Range(0, 25).Select(seed => Fresh(scheme, outputs, inputs, seed))];

        reports.Count(report => report.Verdict == TensorVerdict.Trained).ShouldBe(0);
        reports.Count(report => report.Verdict == TensorVerdict.Untrained).ShouldBeGreaterThanOrEqualTo(22);
        reports.Where(report => report.Verdict == TensorVerdict.Untrained).ShouldAllBe(report => report.Reason.Contains("untrained, or trained so little that statistics cannot tell"));
        reports.ShouldAllBe(report => report.Findings.IsEmpty);
    }

    [Fact]
    public void Untrained_SaysWhatWouldNotShow() =>
        Fresh("he-normal", 100, 100, 1).Reason.ShouldEndWith("; a direction added with less than 10 % of the norm, or rows whose lengths differ by less than 6 %, would not show.");

    [Fact]
    public void Untrained_SaysWhichBlockWasLookedAt()
    {
        (TensorSubject subject, TensorStatistics statistics) = NullDraws.Dense("he-normal", 500, 600, 1);

        TensorReport report = Examination.Of(subject, statistics, ExaminationOptions.For(33));

        report.Reason.ShouldContain("; a direction added with less than 5.1 % of the norm of its first 384×384, or ");
        report.SingularValues.Length.ShouldBe(384);
    }

    [Fact]
    public void Trained_NamesTheStrongestEvidence()
    {
        float[] weights = Weights(80, 120, 3);
        for (int k = 0; k < weights.Length; k++) weights[k] *= 1 + 0.1f * (k / 120 % 4);

        TensorReport report = Of(weights, 80, 120);

        report.Verdict.ShouldBe(TensorVerdict.Trained);
        report.Reason.ShouldStartWith("Rows differ in length far more than draws do (chi2 = ");
        report.Tests.MinBy(test => test.PValue)!.Name.ShouldBe("row norms");
    }

    [Fact]
    public void ManyTensors_RaiseTheBar()
    {
        // Among 10¹⁸ tensors an uncommon one must turn up.
        float[] weights = Weights(80, 120, 3);
        for (int k = 0; k < weights.Length; k++) weights[k] *= 1 + 0.042f * (k / 120 % 8);

        Of(weights, 80, 120).Verdict.ShouldBe(TensorVerdict.Trained);
        Of(weights, 80, 120, Options with { Tensors = 1_000_000_000 }).Verdict.ShouldNotBe(TensorVerdict.Trained);
    }

    [Fact]
    public void UnknownScale_IsADoubt()
    {
        float[] weights = [.. Weights(200, 300, 3).Select(weight => 37 * weight)];

        TensorReport report = Of(weights, 200, 300);

        report.Verdict.ShouldBe(TensorVerdict.Uncertain);
        report.Reason.ShouldStartWith("It looks like a fresh draw, but no initializer's rule gives its scale, only normal(");
    }

    [Fact]
    public void FewElements_AreTooFew()
    {
        TensorReport report = Fresh("he-normal", 10, 12, 1);

        report.Verdict.ShouldBe(TensorVerdict.TooSmall);
        report.Reason.ShouldEndWith("could have made it, but 120 elements are too few to tell: 256 are the least.");
    }

    [Theory]
    [InlineData(TensorRole.Bias, 0f, TensorVerdict.Zero, "All elements are zero, as they are before the first update: consistent with untrained.")]
    [InlineData(TensorRole.NormScale, 1f, TensorVerdict.Constant, "All elements are 1, as they are before the first update: consistent with untrained.")]
    [InlineData(TensorRole.RunningVariance, 0f, TensorVerdict.Zero, "All elements are zero, which no running variance is that starts at 1.")]
    [InlineData(TensorRole.RunningMean, 0.5f, TensorVerdict.Constant, "All elements are 0.5; before the first update they are 0 by the rule of most frameworks.")]
    [InlineData(TensorRole.Dense, 0f, TensorVerdict.Zero, "All elements are zero; nothing passes.")]
    [InlineData(TensorRole.Dense, 0.25f, TensorVerdict.Constant, "All elements are 0.25.")]
    public void EqualElements_AreSaidToBe(TensorRole role, float value, TensorVerdict verdict, string reason)
    {
        float[] values = new float[300];
        Array.Fill(values, value);

        TensorReport report = Examination.Of(new() { Name = "x", Role = role }, StatisticsPass.Of(values), Options);

        (report.Verdict, report.Reason).ShouldBe((verdict, reason));
    }

    [Theory]
    [InlineData(TensorRole.NormScale)]
    [InlineData(TensorRole.RunningMean)]
    public void MovedConstants_AreTrained(TensorRole role)
    {
        TensorReport report = Examination.Of(new() { Name = "x", Role = role }, StatisticsPass.Of([1f, 1.001f, 0.999f, 1f]), Options);

        report.Verdict.ShouldBe(TensorVerdict.Trained);
        report.Reason.ShouldStartWith("Its elements are not all ");
        report.Reason.ShouldEndWith("they go from 0.999 to 1.");
    }

    [Fact]
    public void MovedBias_HasMoved()
    {
        float[] bias = new float[100];
        Draw.Normal(bias, 3, 0, 0.05);

        TensorReport report = Examination.Of(new() { Name = "x", Role = TensorRole.Bias, Weights = WeightShape.Dense(50, 100) }, StatisticsPass.Of(bias), Options);

        ExaminationBias.HasMoved(report).ShouldBeTrue();
        report.Reason.ShouldStartWith("Biases start at zero or by a layer's own rule, and these do neither: they have moved, unless ");
    }

    [Fact]
    public void TorchBias_HasNotMoved()
    {
        WeightShape shape = WeightShape.Dense(50, 100);
        float[] bias = Initializers.Parse("torch:Linear.default").DrawBias(shape, 1);

        TensorReport report = Examination.Of(new() { Name = "x", Role = TensorRole.Bias, Weights = shape }, StatisticsPass.Of(bias), Options);

        report.Verdict.ShouldBe(TensorVerdict.Untrained);
        ExaminationBias.HasMoved(report).ShouldBeFalse();
    }

    [Fact]
    public void BrokenElements_BreakTheTensor()
    {
        float[] weights = Weights(20, 30, 1);
        weights[5] = float.NaN;

        TensorReport report = Of(weights, 20, 30);

        report.Verdict.ShouldBe(TensorVerdict.Broken);
        report.Reason.ShouldBe("It is broken: 1 of 600 elements are not finite: 1 NaN and 0 infinite.");
    }

    [Fact]
    public void CountersAndNothing_AreNoWeights()
    {
        Examination.Of(new() { Name = "n", Role = TensorRole.Constant }, StatisticsPass.Of([5f]), Options).Verdict.ShouldBe(TensorVerdict.NotWeights);
        Examination.Of(new() { Name = "n", Role = TensorRole.Dense }, StatisticsPass.Of([]), Options).Reason.ShouldBe("It has no elements.");
    }

    [Fact]
    public void BadOptions_AreRejected()
    {
        TensorStatistics statistics = StatisticsPass.Of([5f]);

        Should.Throw<ArgumentOutOfRangeException>(() => Examination.Of(new() { Name = "n" }, statistics, new() { Tensors = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => Examination.Of(new() { Name = "n" }, statistics, new() { Alpha = 1e-9 }))
            .Message.ShouldStartWith("Doubt is raised below 1E-09 and a tensor called trained below 1E-06, but ");
    }

    private static TensorReport Fresh(string scheme, int outputs, int inputs, Seed seed)
    {
        (TensorSubject subject, TensorStatistics statistics) = NullDraws.Dense(scheme, outputs, inputs, seed);
        return Examination.Of(subject, statistics, Options);
    }

    private static float[] Weights(int outputs, int inputs, Seed seed) => Initializers.HeNormal.Draw(WeightShape.Dense(inputs, outputs), seed);

    private static TensorReport Of(float[] weights, int outputs, int inputs, ExaminationOptions? options = null) =>
        Examination.Of(new() { Name = "layer.weight", Role = TensorRole.Dense, Weights = WeightShape.Dense(inputs, outputs) }, StatisticsPass.Of(weights, outputs), options ?? Options);
}
