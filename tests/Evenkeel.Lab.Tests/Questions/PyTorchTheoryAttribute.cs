namespace Evenkeel.Lab.Tests.Questions;

/// <summary>A theory that needs PyTorch, and is skipped where there is none.</summary>
public sealed class PyTorchTheoryAttribute : TheoryAttribute
{
    public PyTorchTheoryAttribute() => Skip = Python.HasPyTorch ? null! : "Python with PyTorch is not installed here.";
}
