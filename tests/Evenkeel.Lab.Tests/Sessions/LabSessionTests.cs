using System.Threading.Channels;
using Evenkeel.Experiments;
using Evenkeel.Interchange;
using Evenkeel.Lab.Protocol;
using Evenkeel.Lab.Sessions;

namespace Evenkeel.Lab.Tests.Sessions;

public class LabSessionTests
{
    private const string Digits = "data=digits&train=300&test=50&hidden=20x2&activation=tanh&init=xavier,he-normal&batch=30&epochs=10&repeats=1&seed=4";

    [Theory]
    [InlineData(Bench.Figure1)]
    [InlineData(Digits)]
    public async Task Losses_AreThoseOfTheComparisonToTheLastBit(string query)
    {
        ComparisonSpec spec = ExperimentLink.Read(query, "").Spec;
        ComparisonResult expected = new Comparison(spec, DataSource.Load(spec.Data.Name, new() { Seed = spec.Seed, TrainCount = spec.Data.Train, TestCount = spec.Data.Test })).Run(1);
        using Bench bench = new(query);

        bench.Session.Advance(100);
        Frame frame = await bench.AtRest(100);

        for (int i = 0; i < expected.Runs.Length; i++)
        {
            // A moment's loss is that of the update which follows on it.
            frame.Runs[i].Curve.Steps.ShouldBe(Enumerable.Range(0, 101));
            frame.Runs[i].Curve.Values.Take(100).ShouldBe(expected.Runs[i].Loss.Values.Take(100));
        }
    }

    [Fact]
    public async Task Reset_IsExactlyTheStart()
    {
        using Bench bench = new(Bench.Figure1, parts: Bench.Everything);
        Frame start = await bench.AtRest(0);
        bench.Session.SetRate(0.7);
        bench.Session.Advance(50);
        Frame later = await bench.AtRest(50);

        bench.Session.Reset();
        Frame again = await bench.AtRest(0);

        later.Rates.ShouldBe("0:0.7");
        Bench.Content(later).ShouldNotBe(Bench.Content(start));
        Bench.Content(again).ShouldBe(Bench.Content(start));
    }

    [Theory]
    [InlineData(Bench.Figure1)]
    [InlineData(Digits)]
    public async Task Jump_ForwardsAndBackwardsIsWhatSteppingComesTo(string query)
    {
        using Bench stepped = new(query, parts: Bench.Everything), jumped = new(query, parts: Bench.Everything);
        for (int i = 0; i < 17; i++) stepped.Session.Advance(1);
        string expected = Bench.Content(await stepped.AtRest(17));

        jumped.Session.Jump(17);
        string there = Bench.Content(await jumped.AtRest(17));
        jumped.Session.Jump(40);
        await jumped.AtRest(40);
        jumped.Session.Jump(17);
        string back = Bench.Content(await jumped.AtRest(17));

        there.ShouldBe(expected);
        back.ShouldBe(expected);
    }

    [Fact]
    public async Task ALinkWithRates_IsTheRunInWhichTheyWereChanged()
    {
        using Bench changed = new(Digits, parts: Bench.Everything);
        changed.Session.Advance(8);
        await changed.AtRest(8);
        changed.Session.SetRate(0.5);
        changed.Session.Advance(4);
        await changed.AtRest(12);
        changed.Session.SetRate(0.05);
        changed.Session.Advance(8);
        Frame frame = await changed.AtRest(20);
        using Bench linked = new($"{Digits}&step=20&rates={frame.Rates}", parts: Bench.Everything);

        Frame same = await linked.AtRest(20);

        frame.Rates.ShouldBe("8:0.5,12:0.05");
        Bench.Content(same).ShouldBe(Bench.Content(frame));
    }

    [Fact]
    public async Task Rate_ReplacesWhatWasToComeLater()
    {
        using Bench bench = new(Bench.Figure1 + "&rates=10:0.5,20:0.05&step=5");
        await bench.AtRest(5);

        bench.Session.SetRate(0.3);
        Frame frame = await bench.Await(frame => frame.LearningRate == 0.3);

        frame.Rates.ShouldBe("5:0.3");
    }

    [Fact]
    public async Task PlayAndPause_StandAtARest()
    {
        using Bench bench = new(Bench.Figure1);
        bench.Session.Play();
        await bench.Await(frame => frame is { Playing: true, Step: > 20 });

        bench.Session.Pause();
        Frame rest = await bench.Await(frame => !frame.Playing);
        bench.Settle();

        bench.Session.Step.ShouldBe(rest.Step);
        rest.Speed.ShouldBe(0);
    }

    [Fact]
    public async Task ARunThatDiverges_StopsAloneWhileTheOthersGoOn()
    {
        string query = Bench.Figure1.Replace("zero,xavier*0.01,xavier,xavier*100", "xavier,xavier*1e38", StringComparison.Ordinal);
        using Bench bench = new(query, parts: Bench.Everything), alone = new(query.Replace(",xavier*1e38", "", StringComparison.Ordinal), parts: Bench.Everything);

        bench.Session.Advance(30);
        alone.Session.Advance(30);
        Frame frame = await bench.AtRest(30);

        frame.Ended.ShouldBeNull();
        frame.Runs[1].DivergedAt.ShouldNotBeNull();
        frame.Runs[1].Curve.Steps[^1].ShouldBe(frame.Runs[1].DivergedAt!.Value - 1);
        frame.Runs[0].Loss.ShouldBe((await alone.AtRest(30)).Runs[0].Loss);
    }

    [Fact]
    public async Task WhenAllHaveDiverged_ItEndsAndSaysSo()
    {
        using Bench bench = new(Bench.Figure1.Replace("zero,xavier*0.01,xavier,xavier*100", "xavier*1e38", StringComparison.Ordinal));
        bench.Session.Play();

        Frame end = await bench.Await(frame => frame.Ended is not null);

        end.Playing.ShouldBeFalse();
        end.Ended.ShouldBe($"The run diverged at step {end.Runs[0].DivergedAt}: its loss or its gradient is not finite. Reset, and take a smaller learning rate or another start.");
        bench.Session.Reset();
        (await bench.AtRest(0)).Ended.ShouldBeNull();
    }

    [Fact]
    public void APacedSession_KeepsItsPaceAndBuildsUpNoDebt()
    {
        FakeTime time = new();
        using Bench bench = new(Bench.Figure1, pace: 20, time);
        bench.Settle();
        bench.Session.Play();
        bench.Settle();
        bench.Session.Step.ShouldBe(1, "the first step is due at once");

        for (int i = 0; i < 100; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            bench.Settle();
        }

        bench.Session.Step.ShouldBe(21);

        // A stall of an hour would be 72,000 steps; a tenth of a second is made up for.
        time.Advance(TimeSpan.FromHours(1));
        bench.Settle();
        bench.Session.Step.ShouldBeInRange(22, 25);
    }

    [Fact]
    public async Task Look_LeavesOutWhatNobodyLooksAt()
    {
        using Bench bench = new(Bench.Figure1);
        Frame bare = await bench.AtRest(0);

        bench.Session.Look(Part.Map | Part.Edges);
        Frame full = await bench.Await(frame => frame.Runs[0].Map is not null);

        (bare.Runs[0].Map, bare.Runs[0].Edges, bare.Runs[0].Layers[0].Activations, bare.Batch).ShouldBe((null, null, null, null));
        full.Runs[3].Edges!.Length.ShouldBe(3);
    }

    [Fact]
    public void TheLastStep_IsTheLimitOfTheServer()
    {
        LabOptions options = new() { Time = TimeProvider.System, Limits = new() { Steps = 40 } };
        using LabEngine engine = new(1, TimeProvider.System);
        LabSession session = new(engine, TimeProvider.System, new SessionOpening(options, new(options)).Prepare(new(Bench.Figure1, "", [], null), 1).Setup, () => { });
        ChannelReader<Frame> frames = session.Frames();

        session.Play();
        Frame? last = null;
        SpinWait.SpinUntil(() =>
        {
            if (!frames.TryRead(out Frame? frame)) return false;
            session.Drawn(frame.Number);
            return (last = frame).Ended is not null;
        }, TimeSpan.FromSeconds(60)).ShouldBeTrue();

        last!.Step.ShouldBe(40);
        last.Ended.ShouldBe("Step 40 is the last that a session trains to; reset to begin again.");
    }
}
