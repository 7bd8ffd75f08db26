using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class OpTests
{
    public static TheoryData<OpCase> Cases => [.. OpCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Value_is_that_of_the_reference(OpCase test) => GradientCheck.ValueError(test, 1).ShouldBeLessThan(1e-5);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_is_that_of_finite_differences(OpCase test) => GradientCheck.GradientError(test, 2).ShouldBeLessThan(1e-3);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Second_gradient_is_that_of_second_differences(OpCase test)
    {
        if (test.SecondOrder) GradientCheck.SecondGradientError(test, 3).ShouldBeLessThan(2e-3);
        else Should.Throw<NotSupportedException>(() => GradientCheck.SecondGradientError(test, 3)).Message
            .ShouldContain("second derivative");
    }
}
