using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.Experiments.Studies;
using Evenkeel.Report.Pictures;
using Evenkeel.Sweeps.Reports;

namespace Evenkeel.Sweeps.Tests;

/// <summary>Expected statistics are those of scipy 1.10.1 and numpy 1.24.2, or follow from the made numbers by hand.</summary>
public class ReportTests
{
    private const string TwoArms = """
        { "name": "arms", "base": { "data": { "name": "circle" } }, "axes": [{ "set": "init", "values": ["xavier", "he-normal"] }, { "set": "lr", "values": [0.1, 0.5, 1] }], "repeats": 4 }
        """;

    private static readonly double[] Xavier = [0.912, 0.934, 0.921, 0.897];
    private static readonly double[] He = [0.905, 0.921, 0.925, 0.88];

    /// <summary>lr 0.1: two arms of four seeds; lr 0.5: one seed of the first diverges; lr 1: one arm has no results.</summary>
    private static TrialResult? Result(string[] at, int repeat) => (at[0], at[1]) switch
    {
        ("xavier", "0.1") => MadeStudy.Accuracy(Xavier[repeat]),
        ("he-normal", "0.1") => MadeStudy.Accuracy(He[repeat]),
        ("xavier", "0.5") when repeat == 2 => MadeStudy.Accuracy(0.5) with { DivergedAt = 7 },
        ("xavier", "0.5") => MadeStudy.Accuracy(0.5 + 0.1 * repeat),
        ("he-normal", "0.5") => MadeStudy.Accuracy(0.4 + 0.1 * repeat) with { AbortedAt = repeat == 0 ? 5 : null, AbortedBecause = repeat == 0 ? "loss 9 is above 8" : null },
        ("xavier", _) => MadeStudy.Accuracy(0.3),
        _ => null,
    };

    [Fact]
    public void Cells_SayWhatTheirTrialsSayTogether()
    {
        using MadeStudy study = new(TwoArms, Result);

        SweepReport report = study.Report();

        report.Measure.Word.ShouldBe("test-accuracy");
        report.Cells.Select(cell => string.Join('/', cell.At)).ShouldBe(["xavier/0.1", "xavier/0.5", "xavier/1", "he-normal/0.1", "he-normal/0.5"]);
        CellSummary first = report.Cells[0].Summary;
        (first.Count, first.Missing).ShouldBe((4, 0));
        first.Mean.ShouldBe(0.916, 1e-12);
        first.Median.ShouldBe(0.9165, 1e-12);
        first.StandardDeviation.ShouldBe(0.0155563491861, 1e-12);
        // Bias-corrected and accelerated over all 256 draws, enumerated with itertools; levels by scipy.stats.norm.
        first.MeanInterval.ShouldNotBeNull().Low.ShouldBe(0.903, 1e-12);
        first.MeanInterval.Value.High.ShouldBe(0.9285, 1e-12);
        CellSummary second = report.Cells[1].Summary;
        (second.Count, second.Missing).ShouldBe((3, 1), "a diverged trial has no number, whatever its last network guesses");
        second.Mean.ShouldBe((0.5 + 0.6 + 0.8) / 3, 1e-12);
        (report.Done, report.Diverged, report.Aborted, report.Refused).ShouldBe((20, 1, 1, 0));
    }

    [Fact]
    public void Comparison_PairsBySeed()
    {
        using MadeStudy study = new(TwoArms, Result);

        ArmComparison comparison = study.Report().Comparison.ShouldNotBeNull();

        (comparison.Axis.Word, comparison.First, comparison.Second).ShouldBe(("init", "xavier", "he-normal"));
        comparison.Rows.Select(row => row.At.Single()).ShouldBe(["0.1", "0.5"], "at lr 1 one arm has no results");
        PairedComparison pairs = comparison.Rows[0].Pairs;
        // Differences .007 .013 −.004 .017: scipy.stats.ttest_rel's t is 1.8047792983, and d = t/√4; permutation_test's p over all 16 exchanges is 0.25.
        (pairs.Pairs, pairs.Missing, pairs.ShareLarger, pairs.PValue, pairs.IsExact).ShouldBe((4, 0, 0.75, 0.25, true));
        pairs.MeanDifference.ShouldBe(0.00825, 1e-12);
        pairs.EffectSize.ShouldBe(0.9023896490783285, 1e-10);
        pairs.Interval.ShouldNotBeNull().Low.ShouldBe(-0.00125, 1e-12);
        pairs.Interval.Value.High.ShouldBe(0.0145, 1e-12);
        PairedComparison other = comparison.Rows[1].Pairs;
        (other.Pairs, other.Missing, other.PValue).ShouldBe((3, 1, 0.25));
        other.MeanDifference.ShouldBe(0.1, 1e-12);
        PairedComparison overall = comparison.Overall.Pairs;
        overall.Pairs.ShouldBe(4, "trials of one seed are one pair");
        // At lr 0.5 a seed of the first arm diverges, and at lr 1 the second has no results, so that only lr 0.1 is the same for all seeds.
        (comparison.Combinations, comparison.LeftOut).ShouldBe((3, 2));
        overall.MeanDifference.ShouldBe(0.00825, 1e-12);
    }

    /// <summary>The arms are equal wherever both have a number; the second lacks one at the combination where accuracies are low, which must not be taken for a difference of seeds.</summary>
    [Fact]
    public void Overall_IsOverTheSameCombinationsForEverySeed()
    {
        using MadeStudy study = new(TwoArms, (at, repeat) => at switch
        {
            ["he-normal", "1"] when repeat > 0 => MadeStudy.Accuracy(0.5) with { DivergedAt = 3 },
            [_, "1"] => MadeStudy.Accuracy(0.1),
            ["xavier", var lr] => MadeStudy.Accuracy((lr == "0.1" ? 0.8 : 0.6) + 0.01 * repeat),
            [_, var lr] => MadeStudy.Accuracy((lr == "0.1" ? 0.7 : 0.6) + 0.01 * repeat),
            _ => null,
        });

        ArmComparison comparison = study.Report().Comparison.ShouldNotBeNull();

        (comparison.Combinations, comparison.LeftOut).ShouldBe((3, 1));
        PairedComparison overall = comparison.Overall.Pairs;
        (overall.Pairs, overall.Missing).ShouldBe((4, 0));
        // 0.1 at one of two combinations, 0 at the other, for each seed alike.
        overall.MeanDifference.ShouldBe(0.05, 1e-12);
        overall.Interval.ShouldNotBeNull().High.ShouldBe(0.05, 1e-12);
        JsonElement document = MadeStudy.Json(study.Report()).GetProperty("comparison").GetProperty("overall");
        (document.GetProperty("combinations").GetInt32(), document.GetProperty("leftOut").GetInt32()).ShouldBe((3, 1));
        MadeStudy.Csv(writer => SweepReportCsv.WriteComparison(study.Report(), writer))[^1].ShouldEndWith(",true,3,1");
    }

    [Fact]
    public void Overall_OfNoCompleteCombinationIsEmpty_AndOfOneIsItsRow()
    {
        using MadeStudy broken = new(TwoArms, (_, repeat) => repeat == 2 ? null : MadeStudy.Accuracy(0.5));
        using MadeStudy single = new("""
            { "base": { "data": { "name": "circle" } }, "axes": [{ "set": "init", "values": ["xavier", "he-normal"] }], "repeats": 4 }
            """, (at, repeat) => at[0] == "xavier" ? MadeStudy.Accuracy(Xavier[repeat]) : repeat == 3 ? MadeStudy.Accuracy(0.5) with { DivergedAt = 1 } : MadeStudy.Accuracy(He[repeat]));

        ArmComparison none = broken.Report().Comparison.ShouldNotBeNull(), row = single.Report().Comparison.ShouldNotBeNull();

        (none.Combinations, none.LeftOut, none.Overall.Pairs.Pairs).ShouldBe((3, 3, 0));
        none.Rows.ShouldAllBe(one => one.Pairs.Pairs == 3);
        (row.Combinations, row.LeftOut, row.Overall.Pairs.Pairs, row.Overall.Pairs.Missing).ShouldBe((1, 0, 3, 1));
        row.Overall.Pairs.MeanDifference.ShouldBe((0.007 + 0.013 - 0.004) / 3, 1e-12);
    }

    /// <summary>Exchanged, a single difference is as large as it was.</summary>
    [Fact]
    public void P_IsNotGivenForOnePair()
    {
        using MadeStudy study = new(TwoArms, (at, repeat) => repeat == 0 ? MadeStudy.Accuracy(at[0] == "xavier" ? 0.9 : 0.1) : null);

        JsonElement row = MadeStudy.Json(study.Report()).GetProperty("comparison").GetProperty("rows")[0];

        (row.GetProperty("pairs").GetInt32(), row.GetProperty("p").ValueKind).ShouldBe((1, JsonValueKind.Null));
        MadeStudy.Csv(writer => SweepReportCsv.WriteComparison(study.Report(), writer))[1].ShouldEndWith(",,true,,");
    }

    [Theory]
    [InlineData("init")]
    [InlineData("xavier,he-normal")]
    [InlineData("init:xavier,he-normal")]
    [InlineData("schemes: Xavier , he_normal")]
    [InlineData("glorot-forward,he-normal", "--compare names 'glorot-forward', but no axis has a point of that name. There are init: xavier, he-normal; lr: 0.1, 0.5, 1.")]
    [InlineData("xavier,he-norml", "--compare names 'he-norml', but no axis has a point of that name. Did you mean 'he-normal'?")]
    [InlineData("xavier,xavier", "--compare 'xavier,xavier' names one point twice; it needs two points of an axis.")]
    [InlineData("xavier", "--compare needs two points of an axis with a comma between them, but got 'xavier'.")]
    [InlineData("xavier,0.1", "--compare needs two points of one axis, but got 'xavier,0.1'. The axes are init, lr.")]
    [InlineData("lr", "Axis 'lr' has 3 points; name two of them: --compare lr:A,B. It has 0.1, 0.5, 1.")]
    [InlineData("initt:xavier,he-normal", "--compare names an unknown axis 'initt'. Did you mean 'init'?")]
    [InlineData("lr:0.1,0.2", "--compare names '0.2', but axis 'lr' has no point of that name. Did you mean '0.1'?")]
    public void Arms_AreNamedAsPeopleWould(string text, string? problem = null)
    {
        using MadeStudy study = new(TwoArms, Result);

        if (problem is null) study.Report(compare: text).Comparison.ShouldNotBeNull().Second.ShouldBe("he-normal");
        else Should.Throw<FormatException>(() => study.Report(compare: text)).Message.ShouldBe(problem);
    }

    [Fact]
    public void Arms_AreKnownByTheirNumberAndThroughCommas()
    {
        using MadeStudy study = new("""
            { "base": { "data": { "name": "circle" }, "schemes": ["xavier"] }, "axes": [{ "set": "hidden", "values": ["6,3", "4x4", "5"] }, { "set": "lr", "values": [0.1, 0.5] }], "repeats": 1 }
            """, (_, _) => MadeStudy.Accuracy(0.5));

        study.Report(compare: "6,3,4x4").Comparison!.First.ShouldBe("6,3");
        study.Report(compare: "0.50,1e-1").Comparison!.Second.ShouldBe("0.1");
        study.Report().Comparison!.Axis.Word.ShouldBe("lr", "the only axis of two points");
        Should.Throw<FormatException>(() => study.Report(compare: "5,6,3,4x4"));
    }

    [Fact]
    public void Arms_NeedAnAxisWithTwoPoints()
    {
        using MadeStudy study = new("""
            { "base": { "data": { "name": "circle" }, "schemes": ["xavier"] }, "axes": [{ "set": "lr", "values": [0.1] }, { "set": "hidden", "values": ["4", "5", "6"] }], "repeats": 1 }
            """, (_, _) => MadeStudy.Accuracy(0.5));

        Should.Throw<FormatException>(() => study.Report(compare: "lr")).Message.ShouldBe("Axis 'lr' has one point, 0.1; a comparison needs two.");
        Should.Throw<FormatException>(() => study.Report(compare: "lr:0.1,0.2")).Message.ShouldBe("Axis 'lr' has one point, 0.1; a comparison needs two.");
        study.Report().Comparison.ShouldBeNull();
    }

    [Fact]
    public void Measure_IsTheUsualOneOrTheOneAskedFor()
    {
        using MadeStudy classes = new(TwoArms, (at, repeat) => MadeStudy.Accuracy(0.5) with { StepsToTarget = at[0] == "xavier" && repeat < 3 ? 4 + repeat : null });
        using MadeStudy regression = new(TwoArms, (_, _) => MadeStudy.Accuracy(0.5) with { TestAccuracy = null });

        SweepReport steps = classes.Report("steps-to-target");
        (steps.Cells[0].Summary.Count, steps.Cells[0].Summary.Missing, steps.Cells[0].Summary.Mean).ShouldBe((3, 1, 5), "who never reaches the target has no number");
        (steps.Cells[^1].Summary.Count, steps.Ranked[^1].At[0]).ShouldBe((0, "he-normal"));
        classes.Report("Final-Loss").Measure.SmallerIsBetter.ShouldBeTrue();
        regression.Report().Measure.ShouldBe(SweepMeasure.TestLoss);
        Should.Throw<SweepException>(() => regression.Report("test-accuracy")).Message
            .ShouldBe("No trial of this study has a number for 'test-accuracy': it has no classes. There is test-loss, final-loss, steps.");
        Should.Throw<FormatException>(() => SweepMeasure.Parse("test-acuracy")).Message.ShouldBe("Unknown measure 'test-acuracy'. Did you mean 'test-accuracy'?");
    }

    [Fact]
    public void Failures_AreListedWithStepAndReason()
    {
        using MadeStudy study = new(TwoArms, (at, repeat) => (at[0], at[1], repeat) switch
        {
            ("xavier", "0.5", 0) => new() { Refused = "The layer is too narrow." },
            ("he-normal", "0.1", 1) => MadeStudy.Accuracy(0.9) with { StepsToTarget = 6, AbortedAt = 6, AbortedBecause = "the target accuracy was reached" },
            _ => Result(at, repeat),
        });

        SweepReport report = study.Report();

        report.Failures.Select(failure => $"{string.Join('/', failure.At)} {failure.Seed} {failure.What} {failure.Step} {failure.Why}".TrimEnd()).ShouldBe(
        [
            "xavier/0.5 0 cannot be run  The layer is too narrow.",
            "xavier/0.5 2 diverged 7",
            "he-normal/0.5 0 ended early 5 loss 9 is above 8",
        ]);
        MadeStudy.Csv(writer => SweepReportCsv.WriteFailures(report, writer))[..3].ShouldBe(["init,lr,trialSeed,what,step,why", "xavier,0.5,0,cannot be run,,The layer is too narrow.", "xavier,0.5,2,diverged,7,"]);
    }

    [Fact]
    public void Tables_HoldWhatTheReportSays()
    {
        using MadeStudy study = new(TwoArms, Result);
        SweepReport report = study.Report();

        string[] cells = MadeStudy.Csv(writer => SweepReportCsv.WriteCells(report, writer));
        string[] comparison = MadeStudy.Csv(writer => SweepReportCsv.WriteComparison(report, writer));

        cells[0].ShouldBe("init,lr,measure,count,missing,mean,low,high,median,medianLow,medianHigh,deviation,minimum,maximum");
        cells.Length.ShouldBe(6);
        cells[3].ShouldBe("xavier,1,test-accuracy,4,0,0.3,0.3,0.3,0.3,0.3,0.3,0,0.3,0.3");
        comparison[0].ShouldBe("lr,axis,first,second,measure,pairs,missing,difference,low,high,larger,effect,p,exact,combinations,leftOut");
        comparison[1].ShouldStartWith("0.1,init,xavier,he-normal,test-accuracy,4,0,0.008");
        comparison[1].ShouldEndWith(",true,,");
        comparison[^1].ShouldStartWith(",init,xavier,he-normal,test-accuracy,4,0,");
        comparison[^1].ShouldEndWith(",true,3,2");
    }

    [Fact]
    public void Report_IsTheSameForAnyThreads()
    {
        using MadeStudy study = new(TwoArms, Result);

        MadeStudy.Json(study.Report(threads: 4)).GetRawText().ShouldBe(MadeStudy.Json(study.Report()).GetRawText());
    }

    [Fact]
    public void Lines_ThatAreDamagedOrForeignAreSaid()
    {
        using MadeStudy study = new(TwoArms, Result);
        string[] lines = File.ReadAllLines(study.Shard);
        TrialSpec stranger = study.Folder.Study.Trials[0].Spec with { Seed = 99 };
        string foreign = System.Text.Encoding.UTF8.GetString(TrialLine.Write(TrialSpec.KeyOf(stranger.ToJson()), stranger.ToJson(), TrialResultJson.Write(MadeStudy.Accuracy(1)).Span, "{}"u8));
        File.WriteAllText(study.Shard, $"{lines[0]}\nnonsense\n{lines[0]}\n{foreign}{lines[1]}\n{lines[2][..40]}");

        SweepReport report = study.Report(threads: 2);

        (report.Done, report.Foreign).ShouldBe((2, 1), "a second line of a trial does not count");
        report.Damages.Select(damage => damage.ToString()).ShouldBe(["trials/made.jsonl, line 2 cannot be used: it is no JSON.", "trials/made.jsonl, line 6 cannot be used: it was not written to its end."]);
        JsonElement document = MadeStudy.Json(report);
        document.GetProperty("damaged").GetArrayLength().ShouldBe(2);
        document.GetProperty("notes").EnumerateArray().Select(note => note.GetString()).ShouldBe(["22 of 24 trials have no result yet, and 4 of 6 cells none at all.", "1 result belong to other trials than this version's study has, and are left aside."]);
    }

    [Fact]
    public void Shards_AreReadInPieces()
    {
        // One line is longer than a block of 4 MB, and blocks end in the middle of others.
        string long5 = new('x', 5 << 20), long1 = new('y', 1 << 20);
        using MadeStudy study = new(TwoArms, (_, repeat) => new() { Refused = repeat == 1 ? long5 : long1 });

        SweepReport report = study.Report(threads: 2);

        (report.Done, report.Refused, report.Damages.Length).ShouldBe((24, 24, 0));
        report.Failures.Where(failure => failure.Seed == 1).ShouldAllBe(failure => failure.Why == long5);
    }

    [Fact]
    public void Folder_WithoutResultsIsRefused()
    {
        using MadeStudy study = new(TwoArms, (_, _) => null);

        Should.Throw<SweepException>(() => study.Report()).Message.ShouldBe($"No trial in '{study.Folder.Root}' has a result yet; 'evenkeel sweep run STUDY --out {study.Folder.Root}' runs them.");
    }

    [Fact]
    public void Document_HasTheFieldsOfItsPage()
    {
        using MadeStudy study = new(TwoArms, Result);

        JsonElement document = MadeStudy.Json(study.Report());

        (document.GetProperty("kind").GetString(), document.GetProperty("title").GetString()).ShouldBe(("sweep", "arms: test accuracy of 6 cells"));
        document.GetProperty("study").GetRawText().ShouldBe("""{"name":"arms","about":"","cells":6,"repeats":4,"trials":24,"done":20,"diverged":1,"aborted":1,"refused":0}""");
        document.GetProperty("measure").GetRawText().ShouldBe("""{"word":"test-accuracy","label":"test accuracy","smallerIsBetter":false}""");
        document.GetProperty("axes")[1].GetRawText().ShouldBe("""{"word":"lr","labels":["0.1","0.5","1"]}""");
        document.GetProperty("cells")[2].GetRawText().ShouldBe("""{"at":["xavier","1"],"count":4,"missing":0,"mean":0.3,"low":0.3,"high":0.3,"median":0.3,"medianLow":0.3,"medianHigh":0.3,"deviation":0,"minimum":0.3,"maximum":0.3}""");
        document.GetProperty("comparison").GetProperty("rows")[1].GetProperty("pairs").GetInt32().ShouldBe(3);
        document.GetProperty("failures").GetProperty("total").GetInt32().ShouldBe(2);
        document.GetProperty("pictures").EnumerateArray().Select(picture => picture.GetProperty("name").GetString()).ShouldBe(["test-accuracy-over-lr", "cells"]);
    }

    [Fact]
    public void Curves_AreMeansOverTheSeeds()
    {
        using MadeStudy study = new(TwoArms, (at, repeat) => Result(at, repeat) is not { } result ? null : result with
        {
            Loss = repeat == 3 ? new([5, 7], [9, 100]) : new([5, 10], [1 + repeat, 4]),
            Readings = [new(0, 1, [Layer(1, 2 + repeat)])],
        });

        SweepReport report = study.Report();

        LinePicture loss = report.Pictures.OfType<LinePicture>().Single(picture => picture.Name == "loss-init");
        loss.Title.ShouldBe("Training loss by init, at lr 0.1");
        PictureLine line = loss.Lines[0];
        line.Name.ShouldBe("xavier");
        line.X.ShouldBe([5, 10], "step 7 is one trial's own last");
        line.Y.ShouldBe([3.75, 4]);
        line.Low[0].ShouldBeLessThan(3.75);
        LinePicture layers = report.Pictures.OfType<LinePicture>().Single(picture => picture.Name == "activations-start");
        layers.Lines[1].Y.ShouldBe([3.5]);
        report.Pictures.ShouldNotContain(picture => picture.Name == "activations-end");
        report.Pictures.Select(picture => picture.Name).ShouldBeUnique();
    }

    private static TrialLayer Layer(int number, double size) => new()
    {
        Layer = number, ActivationMean = 0, ActivationStd = size, Q = size, GradientStd = size, PreActivationGradientQ = size, WeightGradientStd = size, WeightStd = size, Saturated = 0, Dead = 0, Symmetric = 0,
    };
}
