using System.Text.Json;
using Evenkeel.Data;
using Evenkeel.Experiments;
using Evenkeel.Lab.Questions;
using Evenkeel.Numerics;
using Evenkeel.Probing;

namespace Evenkeel.Lab.Tests.Questions;

public class ProbeQuestionTests
{
    [Fact]
    public void Probe_IsTheDocumentOfTheCommandLine()
    {
        const string Query = "data=circle&hidden=6,3&init=xavier&seed=3&step=4";
        ComparisonSpec spec = ExperimentLink.Read(Query, "").Spec;
        DataSplit data = Asking.Sources.Data(spec);
        ProbeResult result = new ProbeExperiment(spec, data, new() { Step = 4 }).Run(1);

        JsonElement probe = Asking.Clean("probe", Query).GetProperty("probe");

        probe.Number("loss").ShouldBe(result.Starts[0].Reading.Loss);
        probe.Items("layers").Length.ShouldBe(2);
        probe.Items("layers")[0].GetProperty("histograms").ValueKind.ShouldBe(JsonValueKind.Object);
        probe.Text("command").ShouldBe("evenkeel probe --data circle --init xavier --seed 3 --step 4");
    }

    [Fact]
    public void Probe_OfANetworkWithoutHiddenLayersSaysWhatIsMissing()
    {
        LabAnswer answer = LabQuestions.Ask("probe", "data=circle&hidden=none", Asking.Sources);

        answer.Answer.ShouldBeNull();
        answer.Problems.ShouldHaveSingleItem().ShouldContain("has no hidden layer");
    }

    [Fact]
    public void Probe_OfAMomentThatTakesTooLongToReachIsRefused()
    {
        LabAnswer answer = LabQuestions.Ask("probe", "data=digits&hidden=300x4&init=xavier&batch=100&step=900000", Asking.Sources);

        answer.Answer.ShouldBeNull();
        answer.Problems.ShouldHaveSingleItem().ShouldContain("'evenkeel probe' has no such limit");
    }

    [Fact]
    public void Probe_ReadsTheNetworkOfASessionWhereTheScheduleFalls()
    {
        const string Query = "data=circle&hidden=6,3&init=xavier&schedule=cosine&step=40";
        ComparisonSpec spec = ExperimentLink.Read(Query, "", null).Spec;
        ComparisonSpec page = spec with { Training = spec.Training with { Steps = LinkChapter.Endless } };
        TrainingRun run = new(page, Asking.Sources.Data(spec), "xavier", spec.Seed, Workers.One);
        while (run.Step < 40) run.Next();

        Asking.Clean("probe", Query).GetProperty("probe").Number("loss").ShouldBe(run.Read(run.FirstBatch.AsSpan(), Readings.Batch).Loss);
    }

    [Fact]
    public void Probe_SaysThatItDoesNotRepeatChangesOfTheLearningRate()
    {
        LabAnswer answer = LabQuestions.Ask("probe", "data=circle&hidden=6,3&init=xavier&step=4&rates=1:0.5,9:0.1", Asking.Sources);

        answer.Problems.ShouldHaveSingleItem().ShouldContain("rates=1:0.5, which a session repeats");
    }

    [Fact]
    public void Probe_IsHeldToTheLimits()
    {
        LabAnswer answer = LabQuestions.Ask("probe", "data=circle&hidden=3000x3&init=xavier", Asking.Sources);

        answer.Problems.ShouldNotBeEmpty();
        answer.Answer!.Value.GetProperty("probe").Items("layers").Sum(layer => layer.Number("width") * layer.Number("width")).ShouldBeLessThan(2_000_000);
    }
}
