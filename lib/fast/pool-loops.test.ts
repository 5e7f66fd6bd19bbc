process.env.GRADLAB_ENGINE = "typescript";
const pools = await import("./pool.ts");
const { testPools } = await import("./pool.fixture.ts");

describe("in TypeScript", () => testPools(pools));
