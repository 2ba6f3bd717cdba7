namespace Evenkeel.Cli.Tests;

/// <summary>A test that needs bash and signals; elsewhere it is skipped, and the run says so and how to run it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Missing: bash and signals. Run './test' on Linux, on macOS or in a container.";
        }
    }
}
