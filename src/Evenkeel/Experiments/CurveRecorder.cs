namespace Evenkeel.Experiments;

/// <summary>Records a value each step and keeps a bounded number of points: the first as it is, then means over equal stretches.</summary>
internal sealed class CurveRecorder(int totalSteps, int points = 200)
{
    private readonly int stride = Math.Max(1, (int)((totalSteps + points - 1L) / points));
    private readonly List<int> steps = [];
    private readonly List<double> values = [];
    private double sum;
    private int count;

    public void Add(int step, double value)
    {
        sum += value;
        count++;
        if (step == 1 || step % stride == 0 || step == totalSteps || !double.IsFinite(value))
        {
            steps.Add(step);
            values.Add(sum / count);
            (sum, count) = (0, 0);
        }
    }

    public Curve ToCurve() => new([.. steps], [.. values]);
}
