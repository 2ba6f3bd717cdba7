namespace Evenkeel.Guards;

/// <summary>Tests of a script; on Windows they are skipped, and the run says so and how to run it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BashTheoryAttribute : TheoryAttribute
{
    public BashTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Missing: bash, which runs the script. Run './test' on Linux, on macOS or in a container.";
        }
    }
}
