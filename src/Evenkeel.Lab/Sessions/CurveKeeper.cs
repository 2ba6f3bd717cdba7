using Evenkeel.Lab.Protocol;

namespace Evenkeel.Lab.Sessions;

/// <summary>Keeps a bounded number of points of a curve of unknown length: the first always, and of the others every so many steps.</summary>
/// <remarks>When it is full it drops every second point and from then on keeps half as many, so what it keeps depends on the steps that it is given alone. Losses
/// are given at every step, and a link repeats their curve point by point; accuracies are given when there is time to measure them, so that their
/// points are true but lie at other steps each time.</remarks>
internal sealed class CurveKeeper(int most)
{
    private readonly int[] steps = new int[most];
    private readonly double[] values = new double[most];
    private int count;
    private int stride = 1;

    /// <summary>Adds the value at a step; steps ascend.</summary>
    public void Add(int step, double value)
    {
        if (step % stride != 0) return;
        if (count == most) Thin();
        if (step % stride != 0) return;
        (steps[count], values[count]) = (step, value);
        count++;
    }

    /// <summary>Forgets all points.</summary>
    public void Clear() => (count, stride) = (0, 1);

    /// <summary>The points, and one more where it is later than the last of them.</summary>
    public Trace With(int step, double value)
    {
        int length = count > 0 && steps[count - 1] >= step ? count : count + 1;
        int[] allSteps = new int[length];
        double[] allValues = new double[length];
        steps.AsSpan(0, count).CopyTo(allSteps);
        values.AsSpan(0, count).CopyTo(allValues);
        if (length > count) (allSteps[^1], allValues[^1]) = (step, value);
        return new(allSteps, allValues);
    }

    private void Thin()
    {
        stride *= 2;
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            if (steps[i] % stride == 0) (steps[kept], values[kept++]) = (steps[i], values[i]);
        }

        count = kept;
    }
}
