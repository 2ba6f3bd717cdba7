namespace Evenkeel.Formats.Tests.Onnx;

/// <summary>A test that makes symbolic links; on Windows it is skipped, and the run says so and how to run it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinksFactAttribute : FactAttribute
{
    public LinksFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "Missing: symbolic links, which Windows lets only few users make. Run './test' on Linux, macOS or in a container.";
        }
    }
}
