/** The JSON Schema of `gradlab.yaml`; what it cannot say (a date that exists, files that are there) is in `read-course.ts`. */

const percent = { type: "number", minimum: 0, maximum: 100 };
const duration = { type: "string", pattern: "^\\d+(\\.\\d+)?\\s*(m|h|d)$" };

const late = {
  type: "object",
  additionalProperties: false,
  properties: {
    perDay: { ...percent, description: "percent of the earned points taken for each begun day" },
    grace: { ...duration, description: "time after the deadline that costs nothing" },
    cap: { ...percent, description: "the most that lateness may take, in percent" },
    acceptDays: { type: "integer", minimum: 0, description: "days after which nothing is accepted" },
  },
};

const budget = {
  type: "object",
  additionalProperties: false,
  properties: {
    seconds: { type: "number", exclusiveMinimum: 0 },
    megabytes: { type: "number", minimum: 64 },
  },
};

const byQuestion = (value: object) => ({
  type: "object",
  additionalProperties: value,
  propertyNames: { pattern: "^[A-Za-z0-9_-]+$" },
});

const assignment = {
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: {
    name: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*$" },
    title: { type: "string", minLength: 1 },
    folder: { type: "string", minLength: 1 },
    due: { type: "string", minLength: 10 },
    late,
    attempts: { type: "integer", minimum: 1 },
    points: byQuestion({ type: "number", minimum: 0 }),
    thresholds: byQuestion({ type: "number", minimum: 0, maximum: 1 }),
    budget,
  },
};

export const COURSE_SCHEMA = {
  type: "object",
  additionalProperties: false,
  required: ["course", "roster", "assignments"],
  properties: {
    course: { type: "string", minLength: 1 },
    roster: { type: "string", minLength: 1 },
    late,
    budget,
    assignments: { type: "array", minItems: 1, items: assignment },
  },
} as const;

/** `gradlab.yaml` as it is written, after the schema has passed it. */
export interface CourseFile {
  course: string;
  roster: string;
  late?: LateFile;
  budget?: BudgetFile;
  assignments: AssignmentFile[];
}

export interface LateFile {
  perDay?: number;
  grace?: string;
  cap?: number;
  acceptDays?: number;
}

export interface BudgetFile {
  seconds?: number;
  megabytes?: number;
}

export interface AssignmentFile {
  name: string;
  title?: string;
  folder?: string;
  due?: string;
  late?: LateFile;
  attempts?: number;
  points?: Record<string, number>;
  thresholds?: Record<string, number>;
  budget?: BudgetFile;
}
