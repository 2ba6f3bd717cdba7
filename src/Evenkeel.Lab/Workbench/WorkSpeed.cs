namespace Evenkeel.Lab.Workbench;

/// <summary>How fast this machine does the work of comparisons: a guess at first, then what it showed.</summary>
internal sealed class WorkSpeed
{
    /// <summary>Multiplications a second that one thread of a usual machine does while others work too.</summary>
    private const double Usual = 15e9;

    /// <summary>What is shorter says more about its beginnings than about speed.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(3);

    private const double LeastWork = 1e10;

    private readonly Lock gate = new();
    private double perSecond = Usual;

    /// <summary>The seconds that work is expected to take.</summary>
    /// <param name="work">As <see cref="ComparisonCost"/> counts it.</param>
    public double Seconds(double work)
    {
        lock (gate) return work / perSecond;
    }

    /// <summary>Learns from work that was done; the latest counts half.</summary>
    /// <param name="work">As <see cref="ComparisonCost"/> counts it.</param>
    /// <param name="took">How long it took.</param>
    public void Learn(double work, TimeSpan took)
    {
        if (took < Least || work < LeastWork) return;

        lock (gate) perSecond = 2 / (1 / perSecond + took.TotalSeconds / work);
    }
}
