using System.Diagnostics;
using Evenkeel.Lab.Sessions;

namespace Evenkeel.Lab.Tests.Sessions;

public class LabEngineTests
{
    [Fact]
    public void Visitors_GetEqualTimeWhateverTheirStepsTake()
    {
        using LabEngine engine = new(1, TimeProvider.System);
        Busy[] light = [.. Enumerable.Range(0, 4).Select(_ => new Busy(TimeSpan.Zero))];
        Busy heavy = new(TimeSpan.FromMilliseconds(40));

        foreach (Busy task in light.Append(heavy)) engine.Wake(task);
        SpinWait.SpinUntil(() => heavy.Turns >= 12, TimeSpan.FromSeconds(120)).ShouldBeTrue();
        foreach (Busy task in light.Append(heavy)) task.Ends = true;

        // A slice of the heavy one is thirteen of the others'; a third leaves room for a machine that does other things.
        light.Min(task => task.Turns).ShouldBeGreaterThan(12 * 13 / 3);
    }

    [Fact]
    public void ALongStepAtAPace_CountsForWhatItTook()
    {
        using LabEngine engine = new(1, TimeProvider.System);
        Paced paced = new(TimeSpan.FromMilliseconds(30));

        engine.Wake(paced);
        SpinWait.SpinUntil(() => paced.Turns >= 10, TimeSpan.FromSeconds(60)).ShouldBeTrue();

        // Ten turns: five of 30 ms, and five that only found nothing to do.
        paced.Used.ShouldBeGreaterThan(4 * 30 * TimeProvider.System.TimestampFrequency / 1000);
    }

    [Fact]
    public void FortySessions_AllAdvance()
    {
        using LabEngine engine = new(2, TimeProvider.System);
        SessionSetup[] setups = [.. Enumerable.Range(0, 40).Select(seed => Bench.Prepare($"{Bench.Figure1}&seed={seed}").Setup)];
        LabSession[] sessions = [.. setups.Select(setup => new LabSession(engine, TimeProvider.System, setup, () => { }))];
        foreach (LabSession session in sessions) session.Play();

        SpinWait.SpinUntil(() => sessions.Average(session => session.Step) > 6000, TimeSpan.FromSeconds(60)).ShouldBeTrue();
        int[] steps = [.. sessions.Select(session => session.Step)];
        foreach (LabSession session in sessions) session.Close();

        (steps.Min() / steps.Average()).ShouldBeGreaterThan(1.0 / 3);
    }

    [Fact]
    public void AFault_EndsTheTaskAndNobodyElse()
    {
        using LabEngine engine = new(1, TimeProvider.System);
        Busy good = new(TimeSpan.Zero);
        Faulty bad = new();

        engine.Wake(bad);
        engine.Wake(good);
        SpinWait.SpinUntil(() => good.Turns > 3, TimeSpan.FromSeconds(60)).ShouldBeTrue();
        good.Ends = true;

        bad.Failure.ShouldBeOfType<NotSupportedException>();
        engine.Wake(bad);
        bad.Runs.ShouldBe(1);
    }

    [Fact]
    public void ASleeper_IsWokenByTheClockOrByACall()
    {
        FakeTime time = new();
        using LabEngine engine = new(1, time);
        Sleeper sleeper = new(time);

        engine.Wake(sleeper);
        SpinWait.SpinUntil(() => sleeper.State == EngineState.Sleeping, TimeSpan.FromSeconds(60)).ShouldBeTrue();
        sleeper.Runs.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(10));
        SpinWait.SpinUntil(() => sleeper.Runs == 2 && sleeper.State == EngineState.Sleeping, TimeSpan.FromSeconds(60)).ShouldBeTrue();
        engine.Wake(sleeper);
        SpinWait.SpinUntil(() => sleeper.Runs == 3, TimeSpan.FromSeconds(60)).ShouldBeTrue();
    }

    private sealed class Busy(TimeSpan piece) : EngineTask
    {
        public int Turns { get; private set; }

        public bool Ends { get; set; }

        internal override SliceEnd Run(long slice, out long spent)
        {
            long began = Stopwatch.GetTimestamp();
            while (!Ends && (Stopwatch.GetTimestamp() < began + slice || Stopwatch.GetElapsedTime(began) < piece)) Thread.SpinWait(50);
            Turns++;
            spent = Stopwatch.GetTimestamp() - began;
            return Ends ? SliceEnd.Closed : SliceEnd.Ready;
        }

        internal override void Fail(Exception failure) => throw new InvalidOperationException("It has no faults.", failure);
    }

    private sealed class Paced(TimeSpan step) : EngineTask
    {
        public int Turns { get; private set; }

        internal override SliceEnd Run(long slice, out long spent)
        {
            spent = 0;
            if (Turns++ % 2 == 1) return SliceEnd.Later(Stopwatch.GetTimestamp() + 1);
            long began = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(began) < step) Thread.SpinWait(50);
            spent = Stopwatch.GetTimestamp() - began;
            return SliceEnd.Ready;
        }

        internal override void Fail(Exception failure) => throw new InvalidOperationException("It has no faults.", failure);
    }

    private sealed class Faulty : EngineTask
    {
        public int Runs { get; private set; }

        public Exception? Failure { get; private set; }

        internal override SliceEnd Run(long slice, out long spent)
        {
            Runs++;
            throw new NotSupportedException();
        }

        internal override void Fail(Exception failure) => Failure = failure;
    }

    private sealed class Sleeper(FakeTime time) : EngineTask
    {
        public int Runs { get; private set; }

        internal override SliceEnd Run(long slice, out long spent)
        {
            Runs++;
            spent = 1;
            return SliceEnd.Later(time.GetTimestamp() + TimeSpan.FromSeconds(5).Ticks);
        }

        internal override void Fail(Exception failure) => throw new InvalidOperationException("It has no faults.", failure);
    }
}
