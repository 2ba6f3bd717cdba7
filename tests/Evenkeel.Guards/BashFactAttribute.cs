namespace Evenkeel.Guards;

/// <summary>A test of a script; on Windows it is skipped, and the run says so and how to run it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BashFactAttribute : FactAttribute
{
    public BashFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Missing: bash, which runs the script. Run './test' on Linux, on macOS or in a container.";
        }
    }
}
