using Evenkeel.Forensics;
using Evenkeel.Initialization;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Forensics;

public class FileExaminationTests
{
    private static readonly int[] Widths = [120, 90, 80, 10];

    [Fact]
    public void FreshTorch_IsNamed()
    {
        FileVerdict verdict = Judge(Fresh("torch:Linear.default", 4));

        (verdict.Kind, verdict.Sentence, verdict.Framework).ShouldBe((FileVerdictKind.Fresh, "fresh PyTorch defaults", "PyTorch"));
    }

    [Fact]
    public void FreshScheme_IsNamed()
    {
        FileVerdict verdict = Judge(Fresh("he-normal", 2));

        (verdict.Kind, verdict.Sentence, verdict.Framework, verdict.Scheme).ShouldBe((FileVerdictKind.Fresh, "fresh, made by he-normal throughout", null, "he-normal"));
    }

    /// <summary>Its biases are 0, those of the forget gate 1, which no draw is.</summary>
    [Fact]
    public void FreshLstmOfKeras_IsNamed()
    {
        WeightShape shape = WeightShape.Packed(64, 96, 4, WeightLayout.InOut);
        IInitializer layer = Initializers.Parse("keras:lstm.default");
        FileVerdict verdict = Judge(
        [
            (new() { Name = "lstm/kernel", Role = TensorRole.Packed, Weights = shape }, layer.Draw(shape, 1)),
            (new() { Name = "lstm/bias", Role = TensorRole.Bias, Weights = shape }, layer.DrawBias(shape, 1)),
        ]);

        (verdict.Kind, verdict.Sentence).ShouldBe((FileVerdictKind.Fresh, "fresh Keras defaults"));
        verdict.Reports[1].Candidates[0].Scheme.ShouldBe("keras:lstm.default");
    }

    /// <summary>At 64 elements dozens of laws fit; the layer's own is the one that draws biases.</summary>
    [Fact]
    public void Biases_AreNamedByARuleThatDrawsThem()
    {
        WeightShape shape = WeightShape.Dense(147, 64);
        for (int draw = 0; draw < 20; draw++)
        {
            float[] biases = Initializers.Parse("torch:linear.default").DrawBias(shape, draw);
            TensorReport report = Examination.Of(new() { Name = "b", Role = TensorRole.Bias, Weights = shape }, StatisticsPass.Of(biases, 1), ExaminationOptions.Default);

            Initializers.Parse(report.Candidates[0].Scheme).BiasPromise(shape).StandardDeviation.ShouldBe(1 / Math.Sqrt(3 * 147), 1e-6);
            report.Candidates.Length.ShouldBeGreaterThan(1);
        }
    }

    [Fact]
    public void ConstantsOfTheirOwnValue_SpoilNoFreshFile()
    {
        var tensors = Fresh("he-normal", 2);
        tensors.Add((new() { Name = "branch.gamma", Role = TensorRole.Unknown }, [.. Enumerable.Repeat(1e-6f, 90)]));

        Judge(tensors).Kind.ShouldBe(FileVerdictKind.Fresh);
    }

    [Fact]
    public void OneMovedBias_SpoilsAFreshFile()
    {
        var tensors = Fresh("he-normal", 2);
        Draw.Normal(tensors[3].Values, 1, 0, 1e-4);

        FileVerdict verdict = Judge(tensors);

        (verdict.Kind, verdict.Sentence, verdict.Untrained).ShouldBe((FileVerdictKind.PartlyFresh, "2 of 6 tensors untrained: layers.0.weight, layers.2.weight", 2));
        verdict.Reports[2].Verdict.ShouldBe(TensorVerdict.Uncertain);
        verdict.Reports[2].Reason.ShouldBe("Its elements look like fresh draws, but 'layers.1.bias' does not: the layer was trained, these weights too little to show, or not at all.");
    }

    [Fact]
    public void OneBrokenTensor_BreaksTheFile()
    {
        var tensors = Fresh("he-normal", 2);
        tensors[2].Values[0] = float.NaN;

        FileVerdict verdict = Judge(tensors);

        (verdict.Kind, verdict.Sentence).ShouldBe((FileVerdictKind.Broken, "1 of 6 tensors broken: layers.1.weight"));
    }

    [Fact]
    public void NothingFresh_IsTrained()
    {
        var tensors = Fresh("he-normal", 2);
        foreach ((TensorSubject _, float[] values) in tensors)
        {
            for (int k = 0; k < values.Length; k++) values[k] = values[k] * (1 + k * 7 / values.Length) + 0.01f * (k % 3);
        }

        FileVerdict verdict = Judge(tensors);

        verdict.Kind.ShouldBe(FileVerdictKind.Trained);
        verdict.Sentence.ShouldBe("trained: 6 of 6 tensors are no fresh draws, and none looks like one");
    }

    [Fact]
    public void Copies_AreFound()
    {
        var tensors = Fresh("he-normal", 2);
        tensors.Add((tensors[0].Subject with { Name = "tied.weight" }, [.. tensors[0].Values]));

        FileVerdict verdict = Judge(tensors);

        verdict.Reports[0].Findings.Single().ShouldBe(new TensorFinding("duplicated", "info", "holds the same bits as 'tied.weight'."));
        verdict.Reports[^1].Findings.Single().Message.ShouldBe("holds the same bits as 'layers.0.weight'.");
        verdict.Reports.Count(report => report.Findings.IsEmpty).ShouldBe(5);
    }

    [Fact]
    public void NoWeights_AreUnclear() => FileExamination.Of([], ExaminationOptions.Default).Sentence.ShouldBe("no tensor holds weights");

    /// <summary>Chance alone, whatever is above: a χ² of its mean and variance stands for the share of a random space.</summary>
    [Theory]
    [InlineData("he-normal", 10, WeightLayout.OutIn)]
    [InlineData("glorot-uniform", 10, WeightLayout.InOut)]
    [InlineData("keras:he_normal", 200, WeightLayout.OutIn)]
    public void LayersAbove_OfFreshWeightsTellNothing(string scheme, int outputs, WeightLayout layout)
    {
        List<double> pValues = [];
        for (int draw = 0; draw < 200; draw++)
        {
            TensorReport[] reports = [Report(scheme, 40, 70, layout, ((Seed)draw).For("low")), Report(scheme, outputs, 40, layout, ((Seed)draw).For("high"))];
            EvidenceTest?[] tests = LayerAlignment.Of(reports);
            tests[1].ShouldBeNull();
            pValues.Add(tests[0]!.PValue);
        }

        // Once in a thousand.
        NullDraws.Distance(pValues).ShouldBeLessThan(1.95);
    }

    /// <summary>The upper layer takes a gradient step on what the lower one gives it; the lower one stays as it was drawn.</summary>
    [Theory]
    [InlineData(WeightLayout.OutIn)]
    [InlineData(WeightLayout.InOut)]
    public void LayersAbove_ThatLearnedFromALayerAreTunedToIt(WeightLayout layout)
    {
        const int Inputs = 120, Hidden = 90, Outputs = 10;
        float[] low = Initializers.HeNormal.Draw(WeightShape.Dense(Inputs, Hidden), 1), high = Initializers.HeNormal.Draw(WeightShape.Dense(Hidden, Outputs), 2);
        float[] signs = new float[Outputs * Inputs];
        Draw.Normal(signs, 3, 0, 1);
        for (int k = 0; k < Outputs; k++)
        {
            for (int i = 0; i < Hidden; i++)
            {
                float unit = 0;
                for (int j = 0; j < Inputs; j++) unit += low[i * Inputs + j] * signs[k * Inputs + j];
                high[k * Hidden + i] += 0.3f * unit;
            }
        }

        TensorReport[] reports = [Report(low, Hidden, Inputs, layout), Report(high, Outputs, Hidden, layout)];
        FileVerdict verdict = FileExamination.Of(reports, ExaminationOptions.Default with { Tensors = 2 });

        reports[0].Verdict.ShouldBe(TensorVerdict.Untrained);
        verdict.Reports[0].Verdict.ShouldBe(TensorVerdict.Uncertain);
        verdict.Reports[0].Reason.ShouldStartWith("Its elements look like fresh draws, but the layers above are tuned to it as they never are to fresh weights (chi2 = ");
        verdict.Reports[0].Tests[^1].Name.ShouldBe("layers above");
    }

    /// <summary>Layers made as copies of each other have much to do with each other, but did not learn it.</summary>
    [Fact]
    public void LayersAbove_ThatAreCopiesAreNotAsked()
    {
        TensorReport[] reports = [Report("he-normal", 60, 60, WeightLayout.OutIn, 1), Report("he-normal", 60, 60, WeightLayout.OutIn, 1)];

        LayerAlignment.Of(reports).ShouldBe([null, null]);
    }

    private static List<(TensorSubject Subject, float[] Values)> Fresh(string scheme, Seed seed)
    {
        List<(TensorSubject, float[])> tensors = [];
        IInitializer initializer = Initializers.Parse(scheme);
        for (int layer = 0; layer + 1 < Widths.Length; layer++)
        {
            WeightShape shape = WeightShape.Dense(Widths[layer], Widths[layer + 1]);
            tensors.Add((new() { Name = $"layers.{layer}.weight", Role = TensorRole.Dense, Weights = shape }, initializer.Draw(shape, seed.For(layer))));
            tensors.Add((new() { Name = $"layers.{layer}.bias", Role = TensorRole.Bias, Weights = shape }, initializer.DrawBias(shape, seed.For(layer))));
        }

        return tensors;
    }

    private static FileVerdict Judge(List<(TensorSubject Subject, float[] Values)> tensors)
    {
        ExaminationOptions options = ExaminationOptions.Default with { Tensors = tensors.Count };
        return FileExamination.Of([.. tensors.Select(tensor => Examination.Of(tensor.Subject, StatisticsPass.Of(tensor.Values, tensor.Subject.Role == TensorRole.Bias ? 1 : tensor.Subject.Weights?.Outputs ?? 1), options))], options);
    }

    private static TensorReport Report(string scheme, int outputs, int inputs, WeightLayout layout, Seed seed) =>
        Report(Initializers.Parse(scheme).Draw(WeightShape.Dense(inputs, outputs), seed), outputs, inputs, layout);

    /// <summary>A report of weights that are given as [outputs, inputs] and stored as the layout says.</summary>
    private static TensorReport Report(float[] weights, int outputs, int inputs, WeightLayout layout)
    {
        bool isInputMajor = layout == WeightLayout.InOut;
        float[] stored = isInputMajor ? [.. Enumerable.Range(0, weights.Length).Select(k => weights[k % outputs * inputs + k / outputs])] : weights;
        TensorSubject subject = new() { Name = "w", Role = TensorRole.Dense, Weights = WeightShape.Dense(inputs, outputs, layout) };
        return Examination.Of(subject, StatisticsPass.Of(stored, isInputMajor ? inputs : outputs), ExaminationOptions.Default);
    }
}
