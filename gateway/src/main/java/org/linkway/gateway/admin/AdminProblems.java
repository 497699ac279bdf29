package org.linkway.gateway.admin;

import org.linkway.gateway.local.LocalProblems;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what goes wrong here as the local API does. */
@RestControllerAdvice(basePackageClasses = AdminProblems.class)
class AdminProblems extends LocalProblems {}
