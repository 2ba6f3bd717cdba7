using System.Text.Json;
using Evenkeel.Lab.Questions;

namespace Evenkeel.Lab.Tests.Questions;

public class SchemesQuestionTests
{
    [Fact]
    public void HeNormal_IsKaimingInPyTorch()
    {
        JsonElement answer = Asking.Clean("schemes", "scheme=he-normal&fan-in=200&fan-out=50");

        answer.GetProperty("promise").Number("standardDeviation").ShouldBe(0.1, 1e-12);
        JsonElement torch = answer.Items("frameworks").Single(framework => framework.Text("framework") == "torch");
        torch.Text("code")!.ShouldContain("kaiming_normal_");
        torch.GetProperty("same").GetBoolean().ShouldBeTrue();
        answer.Items("snippets").Select(snippet => snippet.Text("language")).ShouldBe(["PyTorch", "Keras", "JAX", "C#"]);
    }

    [Fact]
    public void Lsuv_HasNoPromise()
    {
        JsonElement answer = Asking.Clean("schemes", "scheme=lsuv");

        answer.GetProperty("promise").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.Text("source")!.ShouldContain("Mishkin");
    }

    [Fact]
    public void MisspeltScheme_IsSuggested()
    {
        LabAnswer answer = LabQuestions.Ask("schemes", "scheme=hee-normal", Asking.Sources);

        answer.Answer.ShouldBeNull();
        answer.Problems.ShouldBe(["Unknown initializer 'hee-normal'. Did you mean 'he-normal'?"]);
    }
}
