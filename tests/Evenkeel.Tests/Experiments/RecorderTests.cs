using Evenkeel.Experiments;

namespace Evenkeel.Tests.Experiments;

public class RecorderTests
{
    [Fact]
    public void Curve_KeepsEveryStepOfAShortRun()
    {
        Curve curve = Record(4, step => 10 * step);

        curve.Steps.ShouldBe([1, 2, 3, 4]);
        curve.Values.ShouldBe([10, 20, 30, 40]);
    }

    [Fact]
    public void Curve_KeepsTheFirstStepAndMeansOverStretchesOfALongRun()
    {
        Curve curve = Record(1000, step => step);

        curve.Steps.Length.ShouldBe(201);
        curve.Steps.Take(3).ShouldBe([1, 5, 10]);
        curve.Values.Take(3).ShouldBe([1, 3.5, 8]);
        curve.Steps[^1].ShouldBe(1000);
        curve.Values[^1].ShouldBe(998);
    }

    [Fact]
    public void Curve_EndsWithTheLastStepWhereStretchesDoNotDivideTheRun()
    {
        Curve curve = Record(403, step => step);

        curve.Steps[^2..].ShouldBe([402, 403]);
        curve.Values[^1].ShouldBe(403);
    }

    [Fact]
    public void Curve_ShowsWhereALongRunDiverged()
    {
        CurveRecorder recorder = new(1000);
        recorder.Add(1, 2);
        recorder.Add(2, double.NaN);

        recorder.ToCurve().Steps.ShouldBe([1, 2]);
        recorder.ToCurve().Values.ShouldBe([2, double.NaN]);
    }

    [Fact]
    public void Accuracy_IsKnownOnceAThousandSamplesWereSeen()
    {
        TrailingAccuracy accuracy = new(batch: 400);

        accuracy.Add(400, 400, stepsPerEpoch: 100).ShouldBeNull();
        accuracy.Add(0, 400, stepsPerEpoch: 100).ShouldBeNull();

        // Three batches are the fewest that hold a thousand; the fourth takes the place of the first.
        accuracy.Add(200, 400, stepsPerEpoch: 100).ShouldBe(0.5);
        accuracy.Add(400, 400, stepsPerEpoch: 100).ShouldBe(0.5);
        accuracy.Add(400, 400, stepsPerEpoch: 100).ShouldBe(1000.0 / 1200);
    }

    [Fact]
    public void Accuracy_IsThatOfAnEpochWhereThereAreFewerSamples()
    {
        TrailingAccuracy accuracy = new(batch: 30);

        accuracy.Add(15, 30, stepsPerEpoch: 2).ShouldBeNull();
        accuracy.Add(10, 20, stepsPerEpoch: 2).ShouldBe(0.5);
        accuracy.Add(30, 30, stepsPerEpoch: 2).ShouldBe(0.8);
    }

    private static Curve Record(int steps, Func<int, double> value)
    {
        CurveRecorder recorder = new(steps);
        for (int step = 1; step <= steps; step++)
        {
            recorder.Add(step, value(step));
        }

        return recorder.ToCurve();
    }
}
